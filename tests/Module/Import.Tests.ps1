BeforeAll { . (Join-Path $PSScriptRoot 'Session.ps1') }

Describe 'The module' {
    It 'exports its cmdlets and nothing else' {
        (Get-Command -Module Provisioning).Name | Sort-Object |
            Should -Be 'Compare-DeviceConfig', 'Get-Device', 'Get-DeviceConfig', 'Get-DeviceProvision', 'Get-DeviceProvisionPlan', 'Invoke-DeviceProvision', 'New-DeviceProvisionPlan', 'Resume-DeviceProvision', 'Undo-DeviceProvision'
        (Get-Module Provisioning).ExportedVariables.Count + (Get-Module Provisioning).ExportedFunctions.Count | Should -Be 0
    }

    It 'has a manifest that PowerShell accepts' {
        (Test-ModuleManifest (Join-Path $ModuleFolder 'Provisioning.psd1')).Version | Should -Be (Get-Module Provisioning).Version
    }

    It 'can be removed and imported again' {
        Remove-Module Provisioning
        Get-Command Get-Device -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module (Join-Path $ModuleFolder 'Provisioning.psd1')
        Get-Command Get-Device | Should -Not -BeNullOrEmpty
    }

    It 'keeps its types to itself' {
        'Provisioning.Inventories.Device' -as [type] | Should -BeNullOrEmpty
        'YamlDotNet.Core.Parser' -as [type] | Should -BeNullOrEmpty
    }

    It 'loads what it needs into a load context of its own' {
        $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($CmdletAssembly)
        $context | Should -Not -Be ([System.Runtime.Loader.AssemblyLoadContext]::Default)
        [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($CoreAssembly) | Should -Be $context
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach{ $_.GetName().Name } |
            Should -Not -Contain 'Provisioning.Core'
    }
}
