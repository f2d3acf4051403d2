@{
    RootModule           = 'Provisioning.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = 'a1471f68-8bc9-4594-9d7b-0a87e19ebc1d'
    Author               = 'Provisioning contributors'
    CompanyName          = 'Provisioning contributors'
    Copyright            = '(c) Provisioning contributors. MIT licence.'
    Description          = 'Brings network devices to their intended configuration: dry run, diff, commit-confirm, verify, rollback.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('Provisioning.Format.ps1xml')
    CmdletsToExport      = @('Compare-DeviceConfig', 'Get-Device', 'Get-DeviceConfig', 'Get-DeviceProvision', 'Get-DeviceProvisionPlan', 'Invoke-DeviceProvision', 'New-DeviceProvisionPlan', 'Resume-DeviceProvision', 'Undo-DeviceProvision')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('network', 'automation', 'provisioning', 'frr', 'bird', 'arista', 'ssh')
        }
    }
}
