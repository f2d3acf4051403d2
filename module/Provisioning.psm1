# The cmdlets and all they need live in a load context of their own; only the loader, which needs nothing, is shared.
$bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin')
if (-not ('Provisioning.Module.Loader.ModuleLoadContext' -as [type])) {
    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($bin, 'Provisioning.Module.Loader.dll'))
}

$assembly = [Provisioning.Module.Loader.ModuleLoadContext]::LoadIsolated([System.IO.Path]::Combine($bin, 'Provisioning.Module.dll'))
$inner = Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru

# PowerShell gives an assembly's module out of its cache a second time, and then without its cmdlets, unless it was removed.
$ExecutionContext.SessionState.Module.OnRemove = { Microsoft.PowerShell.Core\Remove-Module -ModuleInfo $inner }.GetNewClosure()
