BeforeAll {
    . (Join-Path $PSScriptRoot 'Session.ps1')
    Set-Content (Join-Path $TestDrive 'inv.yaml') '[{ name: leaf1, address: 127.0.0.1, port: 1, platform: arista_eos, role: leaf, tags: [a] }, { name: spine1 }]'
    $null = New-Item (Join-Path $TestDrive 'configs') -ItemType Directory
    Set-Content (Join-Path $TestDrive 'configs/leaf1.cfg') 'hostname leaf1'
    $credential = [pscredential]::new('admin', (ConvertTo-SecureString 'Never-Shown-5' -AsPlainText -Force))
    $env:PROVISION_INVENTORY = $env:PROVISION_CONFIG_PATH = $null
    $env:PROVISION_STATE = Join-Path $TestDrive 'state'
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
    Remove-Item Env:PROVISION_STATE
}

Describe 'Get-Device' {
    It 'reads the inventory at a path relative to the location' {
        (Get-Device -InventoryPath inv.yaml).Name | Should -Be 'leaf1', 'spine1'
    }

    It 'filters with wildcards' {
        (Get-Device -InventoryPath inv.yaml -Role l* -Tag A).Name | Should -Be 'leaf1'
    }

    It 'tells the nearest name when a name is not there' {
        Get-Device leaf2 -InventoryPath inv.yaml -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'PRV1005,*'
        "$($problem[0])" | Should -BeLike '*Did you mean leaf1*'
    }

    It 'takes the inventory from the environment' {
        $env:PROVISION_INVENTORY = 'inv.yaml'
        try { (Get-Device spine1).Name | Should -Be 'spine1' }
        finally { Remove-Item Env:PROVISION_INVENTORY }
    }

    It 'says what to do when there is no inventory' {
        { Get-Device } | Should -Throw -ErrorId 'PRV1001,*' -ExpectedMessage '*-InventoryPath*PROVISION_INVENTORY*'
    }
}

Describe 'Invoke-DeviceProvision' {
    It 'has ConfirmImpact High' {
        $attribute = (Get-Command Invoke-DeviceProvision).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'says what to do when there is no folder of intended configs' {
        { Get-Device -InventoryPath inv.yaml | Invoke-DeviceProvision } |
            Should -Throw -ErrorId 'PRV3101,*' -ExpectedMessage '*-ConfigPath*PROVISION_CONFIG_PATH*'
    }

    It 'gives results and records that become JSON' {
        $result = Get-Device leaf1 -InventoryPath inv.yaml | Invoke-DeviceProvision -ConfigPath configs -Credential $credential -ErrorAction SilentlyContinue
        $read = $result | ConvertTo-Json -Depth 4 -EnumsAsStrings | ConvertFrom-Json
        $read.Outcome, $read.Timings[0].Stage | Should -Be 'Failed', 'Validate'
        $record = Get-DeviceProvision -RunId $result.RunId | ConvertTo-Json -Depth 4 -EnumsAsStrings | ConvertFrom-Json
        $record.RunId, $record.Entries[0].Stage | Should -Be $result.RunId, 'Validate'
    }

    It 'gives a result and an error for a device that nothing answers for' {
        $result = Get-Device leaf1 -InventoryPath inv.yaml |
            Invoke-DeviceProvision -ConfigPath configs -Credential $credential -ErrorVariable problem -ErrorAction SilentlyContinue
        $result.Outcome, $result.DeviceState | Should -Be 'Failed', 'Untouched'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'PRV4001,*'
        $problem[0].TargetObject | Should -Be $result
        $problem | Out-String | Should -Not -BeLike '*Never-Shown-5*'
    }

    It 'lists every reason why a device cannot be used' {
        $result = Invoke-DeviceProvision spine1 -InventoryPath inv.yaml -ConfigPath configs -Credential $credential -ErrorAction SilentlyContinue
        "$($result.Error)" | Should -BeLike 'PRV2000*PRV2001*PRV2003*'
    }

    It 'refuses <Name> <Value>' -ForEach @(
        @{ Name = 'ThrottleLimit'; Value = 0 }
        @{ Name = 'ConfirmTimeoutSec'; Value = 90000 }
    ) {
        $arguments = @{ Name = 'leaf1'; InventoryPath = 'inv.yaml'; ConfigPath = 'configs'; $Name = $Value }
        { Invoke-DeviceProvision @arguments } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'completes its parameters' {
        $line = 'Invoke-DeviceProvision -Con'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText |
            Should -Be '-ConfigPath', '-ConfirmTimeoutSec', '-ConnectionsPerSecond', '-Confirm'
    }
}

Describe 'Get-DeviceConfig' {
    It 'completes the stores' {
        $line = 'Get-DeviceConfig leaf1 -Store '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'Running', 'Startup'
    }
}
