package io.coinslot.cardregistry.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the device says about itself. */
public record DeviceInfo(
        String deviceName,
        String formFactor,
        String osName,
        @Nullable String osVersion,
        List<String> paymentTypes,
        @Nullable String storageTechnology) {
    public DeviceInfo {
        paymentTypes = List.copyOf(paymentTypes);
    }
}
