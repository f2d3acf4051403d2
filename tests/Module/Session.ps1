# What the suites share: the built module, and objects as its cmdlets give them, made without a device.
$ModuleFolder = Join-Path $PSScriptRoot '../../.artifacts/module/Provisioning'
Import-Module (Join-Path $ModuleFolder 'Provisioning.psd1') -Force
$CmdletAssembly = (Get-Command Invoke-DeviceProvision).ImplementingType.Assembly
$CoreAssembly = (Get-Command Get-Device).OutputType[0].Type.Assembly

function New-Diff([string] $Before, [string] $After) {
    $masker = $CoreAssembly.GetType('Provisioning.Diffs.SecretMasker')
    $CoreAssembly.GetType('Provisioning.Diffs.ConfigDiff')::Compute($Before, $After, $masker::None, [System.Threading.CancellationToken]::None)
}

function New-Comparison([string] $Device, $Diff) {
    $CmdletAssembly.GetType('Provisioning.Module.DeviceComparison')::new($Device, $Diff)
}

function New-Result([hashtable] $Property) {
    $type = $CoreAssembly.GetType('Provisioning.ProvisionResult')
    $result = $type::new()
    $all = @{ Device = 'leaf1'; RunId = 'abcd'; Duration = [timespan]::FromSeconds(1.25) }
    $all.Trigger = $CoreAssembly.GetType('Provisioning.ProvisionTrigger')::Host
    foreach ($name in $Property.Keys) { $all[$name] = $Property[$name] }
    foreach ($name in $all.Keys) {
        $target = $type.GetProperty($name)
        $target.SetValue($result, [System.Management.Automation.LanguagePrimitives]::ConvertTo($all[$name], $target.PropertyType))
    }
    $result
}

function New-ProvisionError([string] $Reason, [string] $Message) {
    $code = $CoreAssembly.GetType('Provisioning.Errors.ErrorCode')
    $CoreAssembly.GetType('Provisioning.ProvisionError')::new($code::$Reason, $Message)
}
