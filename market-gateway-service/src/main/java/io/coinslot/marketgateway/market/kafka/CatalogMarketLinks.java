package io.coinslot.marketgateway.market.kafka;

import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.key.KeyId;
import io.coinslot.servicekit.key.SealedTally;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.table.CompactedTable;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens the sealed credentials once per change of a service. Opened ones stay in memory alone. Credentials that were
 * merely sealed anew make an equal link, so that nobody's client at the market is replaced for that.
 */
public final class CatalogMarketLinks implements MarketLinks {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogMarketLinks.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(3);

    private record Opened(ServiceStateEnvelope envelope, Map<MarketId, MarketLink> links) {}

    private final CompactedTable<ServiceStateEnvelope> services;
    private final Sealer sealer;
    private final JsonMapper json;
    private final ConcurrentMap<String, Opened> opened = new ConcurrentHashMap<>();
    /** Whether the topic was read to its end once: then what is missing here is news, and not everything. */
    private volatile boolean wasRead;

    public CatalogMarketLinks(CompactedTable<ServiceStateEnvelope> services, Sealer sealer, JsonMapper json) {
        this.services = services;
        this.sealer = sealer;
        this.json = json;
    }

    @Override
    public @Nullable MarketLink find(String serviceId, MarketId market) {
        MarketLink link = known(serviceId, market);
        if (link != null) {
            return link;
        }
        catchUp("It cannot be told now which markets the service is linked to");
        return known(serviceId, market);
    }

    private void catchUp(String why) {
        if (!services.catchUp(LONGEST_CATCH_UP)) {
            throw Problem.unavailable(why, RETRY_AFTER_SECONDS).asException();
        }
        wasRead = true;
    }

    private @Nullable MarketLink known(String serviceId, MarketId market) {
        ServiceStateEnvelope envelope = services.get(serviceId);
        return envelope == null ? null : links(envelope).get(market);
    }

    @Override
    public List<MarketLink> to(MarketId market) {
        if (!wasRead) {
            catchUp("It cannot be told now which services are linked to the market");
        }
        return services.values().stream()
                .map(envelope -> links(envelope).get(market))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<MarketId, MarketLink> links(ServiceStateEnvelope envelope) {
        Opened known = opened.get(envelope.getServiceId());
        if (known == null || known.envelope() != envelope) {
            known = new Opened(envelope, open(envelope));
            opened.put(envelope.getServiceId(), known);
        }
        return known.links();
    }

    private Map<MarketId, MarketLink> open(ServiceStateEnvelope envelope) {
        Map<MarketId, MarketLink> links = new HashMap<>();
        if (envelope.getEvent() instanceof ServiceState state) {
            for (io.coinslot.schemas.catalog.MarketLink told : state.getMarkets()) {
                MarketId market = new MarketId(told.getMarket());
                links.put(
                        market,
                        new MarketLink(
                                envelope.getServiceId(),
                                market,
                                told.getEnabled(),
                                told.getSettings(),
                                credentials(envelope.getServiceId(), told)));
            }
        }
        return links;
    }

    private Credentials credentials(String serviceId, io.coinslot.schemas.catalog.MarketLink told) {
        byte[] bytes = bytes(told.getSealedCredentials());
        if (bytes == null) {
            return new Credentials(Map.of());
        }
        try {
            return new Credentials(texts(json.readTree(sealer.open(bytes, serviceId + "/" + told.getMarket()))));
        } catch (GeneralSecurityException e) {
            LOG.error("The credentials of {} for {} cannot be opened: {}", serviceId, told.getMarket(), why(bytes));
            return Credentials.closed();
        } catch (JacksonException e) {
            // The parser's message may not be printed: it could quote a secret.
            LOG.error("The credentials of {} for {} are no JSON object", serviceId, told.getMarket());
            return new Credentials(Map.of());
        }
    }

    private String why(byte[] sealed) {
        try {
            KeyId key = Sealer.keyOf(sealed);
            return sealer.keys().contains(key)
                    ? "they were not sealed for it"
                    : Sealer.FILE + " lacks the key " + key + ", or has it disabled";
        } catch (GeneralSecurityException notSealed) {
            return "they are not sealed";
        }
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer sealed) {
        if (sealed == null) {
            return null;
        }
        byte[] bytes = new byte[sealed.remaining()];
        sealed.duplicate().get(bytes);
        return bytes;
    }

    /** What the newest record of each service is sealed under. */
    public SealedTally count() {
        SealedTally tally = new SealedTally();
        for (ServiceStateEnvelope envelope : services.values()) {
            if (envelope.getEvent() instanceof ServiceState state) {
                state.getMarkets()
                        .forEach(told -> tally.add(
                                bytes(told.getSealedCredentials()), envelope.getServiceId() + "/" + told.getMarket()));
            }
        }
        return tally;
    }

    /** Texts as they are; an object, such as a service account's key, as its JSON text. */
    private static Map<String, String> texts(JsonNode credentials) {
        Map<String, String> texts = new HashMap<>();
        credentials
                .properties()
                .forEach(entry -> texts.put(
                        entry.getKey(),
                        entry.getValue().isString()
                                ? entry.getValue().stringValue()
                                : entry.getValue().toString()));
        return texts;
    }
}
