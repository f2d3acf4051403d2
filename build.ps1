#!/usr/bin/env pwsh
# A thin layer over dotnet: whatever this does can be done without PowerShell too.
[CmdletBinding()]
param(
    [ValidateSet('Clean', 'Build', 'Test', 'Pack', 'Module')]
    [string[]] $Task = @('Build'),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$artifacts = Join-Path $PSScriptRoot '.artifacts'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') ended with $LASTEXITCODE" }
}

function Invoke-Clean { if (Test-Path $artifacts) { Remove-Item $artifacts -Recurse -Force } }
function Invoke-Build { Invoke-DotNet build Provisioning.Core.sln --configuration $Configuration }
function Invoke-Pack { Invoke-DotNet pack Provisioning.Core.sln --configuration Release }

# Building the project puts the module folder together: .artifacts/module/Provisioning
function Invoke-Module { Invoke-DotNet build src/Provisioning.Module --configuration $Configuration }

function Invoke-Test {
    Invoke-DotNet test Provisioning.Core.sln --configuration $Configuration
    if (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0') {
        $pester = New-PesterConfiguration -Hashtable @{
            Run = @{ Path = 'tests/Module'; Throw = $true }
            TestResult = @{ Enabled = $false }
        }
        Invoke-Pester -Configuration $pester
    }
}

Push-Location $PSScriptRoot
try {
    foreach ($name in $Task) { & "Invoke-$name" }
}
finally {
    Pop-Location
}
