package io.coinslot.catalog.service;

import io.coinslot.servicekit.key.SealedTally;
import io.coinslot.servicekit.key.Sealer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals the credentials of market links anew that are still sealed under older keys, and publishes each service that
 * changes: the topic's newest record of every service is then sealed under the primary key too.
 */
final class Resealing {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private final RegisteredServices registered;
    private final Services services;
    private final Sealer sealer;

    /** The services as they are stored, one after the other. */
    @FunctionalInterface
    interface RegisteredServices {
        /** To be closed after use. */
        Stream<RegisteredService> all();
    }

    Resealing(RegisteredServices registered, Services services, Sealer sealer) {
        this.registered = registered;
        this.services = services;
        this.sealer = sealer;
    }

    /** What is sealed under which key. */
    SealedTally count() {
        SealedTally tally = new SealedTally();
        try (Stream<RegisteredService> all = registered.all()) {
            all.forEach(service -> service.links()
                    .forEach(link -> tally.add(bytes(link), context(service.serviceId(), link.market()))));
        }
        return tally;
    }

    /** Seals everything anew that is outdated. What fails is logged and found again by the next round. */
    void resealOutdated() {
        try (Stream<RegisteredService> all = registered.all()) {
            all.forEach(service -> service.links().stream()
                    .filter(this::isOutdated)
                    .forEach(link -> reseal(service.serviceId(), link)));
        }
    }

    /** Takes the place of the old seal only if nobody has put other credentials there meanwhile. */
    private void reseal(ServiceId service, MarketLink link) {
        String context = context(service, link.market());
        try {
            byte[] sealed = sealer.reseal(Base64.getDecoder().decode(link.sealedCredentials()), context);
            services.reseal(service, link, Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            LOG.error("The credentials of {} were not sealed for it; they have to be put anew", context);
        } catch (RuntimeException e) {
            LOG.warn("The credentials of {} could not be sealed anew yet", context, e);
        }
    }

    private boolean isOutdated(MarketLink link) {
        byte[] sealed = bytes(link);
        try {
            return sealed != null && sealer.isOutdated(Sealer.keyOf(sealed));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte @Nullable [] bytes(MarketLink link) {
        return link.sealedCredentials() == null ? null : Base64.getDecoder().decode(link.sealedCredentials());
    }

    /** What the credentials of a link are sealed for. */
    static String context(ServiceId service, String market) {
        return service.value() + "/" + market;
    }
}
