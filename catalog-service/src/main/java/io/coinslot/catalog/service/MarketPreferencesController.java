package io.coinslot.catalog.service;

import io.coinslot.catalog.market.Market;
import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.catalog.request.Version;
import io.coinslot.catalog.service.ServiceRequests.PreferMarkets;
import io.coinslot.catalog.service.ServiceRequests.PreferenceBody;
import io.coinslot.catalog.service.ServiceViews.ServiceView;
import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Lets a service say which markets it prefers for purchases that name none. */
@RestController
class MarketPreferencesController {
    private static final int MOST_PREFERENCES = 100;
    private static final Set<String> PLATFORMS = Set.of("android", "ios", "web", "desktop");
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}");

    private final Services services;
    private final Clock clock;

    MarketPreferencesController(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    /** Replaces them as a whole. Markets need not be linked yet: one that is not is not taken. */
    @PutMapping("/v1/services/{serviceId}/market-preferences")
    ResponseEntity<ServiceView> prefer(
            Caller caller,
            @PathVariable String serviceId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody PreferMarkets body) {
        ServiceAccess.requireOwned(caller, serviceId);
        List<MarketPreference> preferences = checked(body);
        RegisteredService service = services.change(
                serviceId,
                ifMatch,
                known -> known.preferring(preferences, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return ResponseEntity.ok().eTag(Version.tag(service.version())).body(ServiceView.of(service));
    }

    private static List<MarketPreference> checked(PreferMarkets body) {
        FieldErrors errors = new FieldErrors();
        List<MarketPreference> preferences = new ArrayList<>();
        List<@Nullable PreferenceBody> given = body.preferences() == null ? List.of() : body.preferences();
        errors.require(body.preferences() != null, "/preferences", "must be a list; an empty one prefers nothing");
        errors.require(given.size() <= MOST_PREFERENCES, "/preferences", "must be at most " + MOST_PREFERENCES);
        errors.refuseIfAny();
        for (int index = 0; index < given.size(); index++) {
            PreferenceBody preference = given.get(index);
            String at = "/preferences/" + index;
            errors.require(preference != null, at, "is missing");
            if (preference != null) {
                preferences.add(checked(preference, at, errors));
            }
        }
        errors.refuseIfAny();
        return preferences;
    }

    private static MarketPreference checked(PreferenceBody body, String at, FieldErrors errors) {
        errors.require(
                body.platform() == null || PLATFORMS.contains(body.platform()),
                at + "/platform",
                "must be android, ios, web or desktop");
        errors.require(
                body.region() == null || REGION.matcher(body.region()).matches(),
                at + "/region",
                "must be two capital letters such as KR");
        if (body.currency() != null) {
            errors.read(() -> MoneyText.currencyUnit(body.currency(), at + "/currency"));
        }
        return new MarketPreference(
                body.platform(), body.region(), body.currency(), markets(body.markets(), at + "/markets", errors));
    }

    private static List<String> markets(@Nullable List<@Nullable String> given, String at, FieldErrors errors) {
        Set<String> markets = new LinkedHashSet<>();
        List<@Nullable String> names = given == null ? List.of() : given;
        errors.require(!names.isEmpty(), at, "must name at least one market");
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (name == null || Market.of(name).isEmpty()) {
                errors.reject(at + "/" + index, "there is no market " + name);
            } else {
                errors.require(markets.add(name), at + "/" + index, "is named twice");
            }
        }
        return List.copyOf(markets);
    }
}
