package io.coinslot.marketgateway.market.kafka;

import io.coinslot.marketgateway.market.Credentials;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.MarketLinks;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.schemas.catalog.ServiceState;
import io.coinslot.schemas.catalog.ServiceStateEnvelope;
import io.coinslot.servicekit.key.Sealer;
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

/** Opens the sealed credentials once per change of a service. Opened ones stay in memory alone. */
public final class CatalogMarketLinks implements MarketLinks {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogMarketLinks.class);
    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(3);

    private record Opened(ServiceStateEnvelope envelope, Map<MarketId, MarketLink> links) {}

    private final CompactedTable<ServiceStateEnvelope> services;
    private final Sealer sealer;
    private final JsonMapper json;
    private final ConcurrentMap<String, Opened> opened = new ConcurrentHashMap<>();

    public CatalogMarketLinks(CompactedTable<ServiceStateEnvelope> services, Sealer sealer, JsonMapper json) {
        this.services = services;
        this.sealer = sealer;
        this.json = json;
    }

    @Override
    public @Nullable MarketLink find(String serviceId, MarketId market) {
        MarketLink link = known(serviceId, market);
        if (link == null && services.catchUp(LONGEST_CATCH_UP)) {
            link = known(serviceId, market);
        }
        return link;
    }

    private @Nullable MarketLink known(String serviceId, MarketId market) {
        ServiceStateEnvelope envelope = services.get(serviceId);
        return envelope == null ? null : links(envelope).get(market);
    }

    @Override
    public List<MarketLink> to(MarketId market) {
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
        ByteBuffer sealed = told.getSealedCredentials();
        if (sealed == null) {
            return new Credentials(Map.of());
        }
        byte[] bytes = new byte[sealed.remaining()];
        sealed.duplicate().get(bytes);
        try {
            return new Credentials(texts(json.readTree(sealer.open(bytes, serviceId + "/" + told.getMarket()))));
        } catch (GeneralSecurityException | JacksonException e) {
            // Neither the bytes nor the parser's message may be printed: they could quote a secret.
            LOG.error("The credentials of {} for {} cannot be opened ({})", serviceId, told.getMarket(), e.getClass());
            return new Credentials(Map.of());
        }
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
