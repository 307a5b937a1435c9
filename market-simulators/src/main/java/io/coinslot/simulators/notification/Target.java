package io.coinslot.simulators.notification;

import org.jspecify.annotations.Nullable;

/** Where a market's notifications go; nowhere until it is set. */
public final class Target {
    private volatile @Nullable String url;

    /** Sets the address; {@code {serviceId}} in it stands for the service. */
    public void set(@Nullable String newUrl) {
        url = newUrl;
    }

    /** The address for a service's notifications. */
    public @Nullable String urlFor(String serviceId) {
        String template = url;
        return template == null ? null : template.replace("{serviceId}", serviceId);
    }
}
