BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Session.ps1')
    $cmdlets = Get-Command -Module Provisioning | ForEach-Object { @{ Cmdlet = $_ } }
}

BeforeAll { . (Join-Path $PSScriptRoot 'Session.ps1') }

Describe 'The help of <Cmdlet>' -ForEach $cmdlets {
    BeforeAll { $help = Get-Help $Cmdlet.Name }

    It 'has a synopsis, a description, an example and outputs' {
        $help.Synopsis | Should -Not -Match '<CommonParameters>'
        $help.Description.Text | Should -Not -BeNullOrEmpty
        $help.Examples.Example.Code | Should -Not -BeNullOrEmpty
        $help.ReturnValues.ReturnValue.Type.Name | Should -Be $Cmdlet.OutputType.Name
    }

    It 'describes every parameter and no other' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        $help.Parameters.Parameter.Name | Sort-Object | Should -Be ($Cmdlet.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object)
        $help.Parameters.Parameter | ForEach-Object { $_.Description.Text | Should -Not -BeNullOrEmpty }
    }

    It 'has examples that can be parsed' {
        foreach ($example in $help.Examples.Example) {
            $problems = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput($example.Code, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty
        }
    }
}

Describe 'The topic <_>' -ForEach 'about_Provisioning', 'about_Provisioning_Errors' {
    It 'is found' { Get-Help $_ | Out-String | Should -BeLike "*$_*" }
}

Describe 'The topic about errors' {
    It 'has every error code' {
        $topic = Get-Help about_Provisioning_Errors | Out-String
        $CoreAssembly.GetType('Provisioning.Errors.ErrorCode')::All | ForEach-Object { $topic | Should -BeLike "*$($_.Id) $($_.Reason)*" }
    }
}
