package io.coinslot.client;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be changed about a registered game, as a whole: what is left out is taken away. */
public record ServiceDescription(String name, @Nullable URI webhookUrl, List<String> requiredConsents) {
    public ServiceDescription {
        requiredConsents = List.copyOf(requiredConsents);
    }
}
