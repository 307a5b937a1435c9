package io.coinslot.catalog.service;

import io.coinslot.catalog.request.Publication;
import io.coinslot.catalog.request.Version;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.aggregate.Committed;
import io.coinslot.servicekit.aggregate.Decision;
import io.coinslot.servicekit.aggregate.Stored;
import io.coinslot.servicekit.aggregate.VersionWatch;
import io.coinslot.servicekit.http.AwaitedVersion;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The registered services. Whatever is returned is durable and, unless the broker is away, published. */
public final class Services {
    private final Aggregates<RegisteredService, RegisteredService> aggregates;
    private final VersionWatch<RegisteredService> watch;

    Services(Aggregates<RegisteredService, RegisteredService> aggregates, VersionWatch<RegisteredService> watch) {
        this.aggregates = aggregates;
        this.watch = watch;
    }

    /** Gives the id back, or refuses with 404: an administrator may name a service that does not exist. */
    public String requireKnown(String serviceId) {
        if (aggregates.find(serviceId) == null) {
            throw ServiceAccess.unknown(serviceId);
        }
        return serviceId;
    }

    /** The service once it has the version, or as it is when the time is over; null if there is none. */
    @Nullable
    RegisteredService find(String serviceId, AwaitedVersion awaited) {
        Stored<RegisteredService> stored =
                watch.read(serviceId, awaited.minVersion(), awaited.atMost(), service -> true);
        return stored == null ? null : stored.state();
    }

    /** Registers the service unless there is one with its id; that one is returned then. */
    Registration register(RegisteredService fresh) {
        return Publication.await(aggregates.<Registration>createAndWait(
                        fresh.serviceId().value(),
                        known -> known == null
                                ? Decision.accepted(fresh, List.of(fresh), new Registration(fresh, true))
                                : Decision.unchanged(new Registration(known, false))))
                .result();
    }

    /**
     * Changes a service; giving the same instance back changes nothing.
     *
     * @param ifMatch entity tag that the version must have, or null
     */
    RegisteredService change(String serviceId, @Nullable String ifMatch, UnaryOperator<RegisteredService> change) {
        return Publication.await(aggregates.<RegisteredService>handleAndWait(serviceId, known -> {
                    if (known == null) {
                        throw ServiceAccess.unknown(serviceId);
                    }
                    Version.requireMatch(ifMatch, known.version());
                    RegisteredService changed = change.apply(known);
                    return changed == known
                            ? Decision.unchanged(known)
                            : Decision.accepted(changed, List.of(changed), changed);
                }))
                .result();
    }

    /** Puts the same credentials in place under another seal, unless others have been put since. */
    void reseal(ServiceId service, MarketLink link, String sealedCredentials) {
        aggregates.<Boolean>handleAndWait(service.value(), known -> {
            if (known == null || !known.links().contains(link)) {
                return Decision.unchanged(false);
            }
            RegisteredService resealed = known.resealed(link, sealedCredentials);
            return Decision.accepted(resealed, List.of(resealed), true);
        });
    }

    /** Publishes the service once more as it is. */
    CompletionStage<Committed<Boolean>> tellAgain(String serviceId) {
        return aggregates.handle(
                serviceId,
                known -> known == null ? Decision.unchanged(false) : Decision.accepted(known, List.of(known), true));
    }

    /** @param fresh false if a service with this id existed already */
    record Registration(RegisteredService service, boolean fresh) {}
}
