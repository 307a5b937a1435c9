package io.coinslot.catalog.service;

import io.coinslot.catalog.CatalogProblem;
import io.coinslot.catalog.market.LinkField;
import io.coinslot.catalog.market.Market;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.catalog.request.Version;
import io.coinslot.catalog.service.ServiceRequests.LinkMarket;
import io.coinslot.catalog.service.ServiceViews.LinkView;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.key.Sealer;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Links services to markets. Credentials go in and never come out. */
@RestController
class MarketLinkController {
    private final Services services;
    private final Sealer sealer;
    private final JsonMapper json;
    private final StrictJson bodies;
    private final Clock clock;

    MarketLinkController(Services services, Sealer sealer, JsonMapper json, StrictJson bodies, Clock clock) {
        this.services = services;
        this.sealer = sealer;
        this.json = json;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * Settings and credentials are each replaced as a whole, and kept if none are sent. The body is read here and not by
     * the framework, which logs what it reads, and what it cannot, when it is asked to log much.
     */
    @PutMapping(path = "/v1/services/{serviceId}/markets/{market}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<LinkView> link(
            Caller caller,
            @PathVariable String serviceId,
            @PathVariable("market") String marketId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            InputStream body) {
        ServiceAccess.requireOwned(caller, serviceId);
        Market market = offered(marketId);
        Wish wish = checked(serviceId, market, bodies.read(body, LinkMarket.class));
        RegisteredService service = services.change(
                serviceId,
                ifMatch,
                known -> known.linked(
                        wish.on(known.link(market.id()).orElse(null)),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return ResponseEntity.ok()
                .eTag(Version.tag(service.version()))
                .body(LinkView.of(service.link(market.id()).orElseThrow()));
    }

    private static Market offered(String id) {
        Market market = Market.of(id)
                .orElseThrow(() -> Problem.of(GeneralProblem.NOT_FOUND, "There is no market " + id)
                        .asException());
        if (!market.offered()) {
            throw Problem.of(CatalogProblem.MARKET_NOT_OFFERED, "Coinslot does not sell through " + id + " yet")
                    .asException();
        }
        return market;
    }

    private Wish checked(String serviceId, Market market, LinkMarket body) {
        FieldErrors errors = new FieldErrors();
        errors.require(body.enabled() != null, "/enabled", "must be true or false");
        Map<String, String> settings = texts(body.settings(), "/settings", errors);
        if (body.settings() != null) {
            LinkField.check(market.settings(), settings, "/settings", errors);
        }
        Map<String, String> credentials = texts(body.credentials(), "/credentials", errors);
        if (body.credentials() != null) {
            LinkField.check(market.credentials(), credentials, "/credentials", errors);
        }
        errors.refuseIfAny();
        String sealed = body.credentials() == null
                ? null
                : sealed(credentials, Resealing.context(new ServiceId(serviceId), market.id()));
        return new Wish(market, Boolean.TRUE.equals(body.enabled()), body.settings() == null ? null : settings, sealed);
    }

    private static Map<String, String> texts(
            @Nullable Map<String, @Nullable String> values, String pointer, FieldErrors errors) {
        Map<String, String> texts = new TreeMap<>();
        if (values != null) {
            values.forEach((name, value) -> {
                errors.require(value != null, pointer, name + " must be a text");
                texts.put(name, value == null ? "" : value);
            });
        }
        return texts;
    }

    private String sealed(Map<String, String> credentials, String context) {
        return Base64.getEncoder().encodeToString(sealer.seal(json.writeValueAsBytes(credentials), context));
    }

    /** What a link is to be; what is null stays as it is. */
    private record Wish(
            Market market,
            boolean enabled,
            @Nullable Map<String, String> settings,
            @Nullable String sealedCredentials) {

        MarketLink on(@Nullable MarketLink before) {
            return new MarketLink(market.id(), enabled, settings(before), credentials(before));
        }

        /** Of a link that is new there are none to be kept. */
        private Map<String, String> settings(@Nullable MarketLink before) {
            if (settings == null && before == null) {
                FieldErrors errors = new FieldErrors();
                LinkField.check(market.settings(), Map.of(), "/settings", errors);
                errors.refuseIfAny();
            }
            return settings != null ? settings : before == null ? Map.of() : before.settings();
        }

        /** Refuses to open a market without credentials: every payment there would fail. */
        private @Nullable String credentials(@Nullable MarketLink before) {
            String sealed =
                    sealedCredentials != null || before == null ? sealedCredentials : before.sealedCredentials();
            if (enabled && sealed == null) {
                throw Problem.invalid("/credentials", "are needed before the market can be enabled")
                        .asException();
            }
            return sealed;
        }
    }
}
