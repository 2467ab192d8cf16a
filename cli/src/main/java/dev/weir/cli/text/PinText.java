package dev.weir.cli.text;

import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.id.RegionId;

/** Where a device belongs, and where it belonged before. */
public final class PinText {
  private PinText() {}

  public static String of(DeviceView before, DeviceView after) {
    Sheet sheet = new Sheet();
    sheet.line("Device", after.device());
    sheet.line("Pinned to", was(pin(before), pin(after)));
    sheet.line("Region", was(region(before), region(after)));
    sheet.line(
        "Owner epoch",
        was(String.valueOf(before.ownerEpoch()), String.valueOf(after.ownerEpoch())));
    return sheet.text();
  }

  private static String pin(DeviceView device) {
    return device.pin().map(RegionId::text).orElse("none");
  }

  private static String region(DeviceView device) {
    return device.region().map(RegionId::text).orElse("none can serve it");
  }

  private static String was(String before, String after) {
    return before.equals(after) ? after : after + " (was: " + before + ")";
  }
}
