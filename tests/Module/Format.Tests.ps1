BeforeAll {
    . (Join-Path $PSScriptRoot 'Session.ps1')
    $rendering = $PSStyle.OutputRendering
    $diff = New-Diff "same`nold`n" "same`nnew`nmore`n"
}

AfterAll { $PSStyle.OutputRendering = $rendering }

Describe 'The table of results' {
    BeforeAll {
        $PSStyle.OutputRendering = 'PlainText'
        $lines = @(
            New-Result @{ Outcome = 'WouldChange'; Diff = $diff }
            New-Result @{ Device = 'leaf2'; Outcome = 'Failed'; DeviceState = 'Unknown'; Error = New-ProvisionError Unreachable 'x' }
        ) | Format-Table | Out-String -Stream -Width 120 | Where-Object { $_.Trim() }
    }

    It 'has a column for each thing to know' {
        $lines[0] -split ' +' | Where-Object { $_ } | Should -Be 'Device', 'Outcome', 'DeviceState', '+/-', 'Seconds', 'Error'
    }

    It 'shows the size of the change' {
        $lines[2] -split ' +' | Where-Object { $_ } | Should -Be 'leaf1', 'WouldChange', 'Untouched', '+2', '-1', '1.3'
    }

    It 'shows the error code' { $lines[3] | Should -BeLike 'leaf2*Failed*Unknown*PRV4001 Unreachable*' }
}

Describe 'The diff in <View>' -ForEach @(
    @{ View = 'Format-List' }
    @{ View = 'Format-Custom' }
) {
    It 'is green and red on a terminal' {
        $PSStyle.OutputRendering = 'Ansi'
        $text = New-Result @{ Outcome = 'WouldChange'; Diff = $diff } | & $View | Out-String
        $text.Contains("$($PSStyle.Foreground.Red)-old$($PSStyle.Reset)") | Should -BeTrue
        $text.Contains("$($PSStyle.Foreground.Green)+new$($PSStyle.Reset)") | Should -BeTrue
        $text.Contains("$($PSStyle.Foreground.Green)+++") | Should -BeFalse
    }

    It 'is plain where output is plain' {
        $PSStyle.OutputRendering = 'PlainText'
        $text = New-Result @{ Outcome = 'WouldChange'; Diff = $diff } | & $View | Out-String
        $text | Should -BeLike '*-old*+new*+more*'
        $text | Should -Not -BeLike "*`e*"
    }

    It 'is shown for a comparison too' {
        $PSStyle.OutputRendering = 'PlainText'
        New-Comparison 'leaf1' $diff | & $View | Out-String | Should -BeLike '*leaf1*-old*+new*'
    }
}

Describe 'A config' {
    It 'shows no control characters of the device' {
        $store = $CoreAssembly.GetType('Provisioning.Drivers.ConfigStore')::Running
        $config = $CmdletAssembly.GetType('Provisioning.Module.DeviceConfigText')::new('leaf1', $store, "banner `e]0;x`a`n", $true)
        $config | Format-List | Out-String | Should -Not -BeLike "*`e]*"
    }
}
