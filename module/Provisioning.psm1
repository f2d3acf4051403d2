# The cmdlets and all they need live in a load context of their own; only the loader, which needs nothing, is shared.
$bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin')
if (-not ('Provisioning.Module.Loader.ModuleLoadContext' -as [type])) {
    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($bin, 'Provisioning.Module.Loader.dll'))
}

$assembly = [Provisioning.Module.Loader.ModuleLoadContext]::LoadIsolated([System.IO.Path]::Combine($bin, 'Provisioning.Module.dll'))
$cmdlets = Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru
Microsoft.PowerShell.Core\Export-ModuleMember -Cmdlet @($cmdlets.ExportedCmdlets.Keys)
