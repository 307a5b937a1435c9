package io.coinslot.simulators.accountprovider;

import io.coinslot.simulators.accountprovider.AccountProvider.Addressee;
import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands out assertions to whoever asks, as the provider does to a device whose user is logged in. */
final class AssertionControl implements Controls {
    private static final int USUAL_SECONDS = 300;
    private static final int MOST_SECONDS = 600;

    private final AccountProvider provider;

    AssertionControl(AccountProvider provider) {
        this.provider = provider;
    }

    private enum Which {
        /** The one for the payment server that the device speaks to. */
        OUTER,
        /** Those that it carries for others. */
        ONWARD
    }

    @Override
    public @Nullable Response handle(Request request) {
        boolean isWanted = request.is("POST", 1) && request.path().getFirst().equals("assertions");
        return isWanted ? Response.json(201, assertion(new Input(Json.read(request.body())))) : null;
    }

    private JsonNode assertion(Input input) {
        Account account = new Account(input.text("accountId"), input.text("deviceKeyThumbprint"));
        String audience = input.text("audience");
        Duration lifetime = Duration.ofSeconds(input.number("lifetimeSeconds", USUAL_SECONDS, 1, MOST_SECONDS));
        AssertionProof proof = input.choice("proof", AssertionProof.VALID);
        boolean isOnward = input.choice("proofOf", Which.OUTER) == Which.ONWARD;
        ObjectNode subjects = Json.object();
        Map<String, String> onward = new LinkedHashMap<>();
        for (JsonNode peer : onward(input)) {
            String name = peer.asString("");
            Addressee to = new Addressee(name, audience, lifetime);
            onward.put(name, provider.assertion(account, to, Map.of(), isOnward ? proof : AssertionProof.VALID));
            subjects.put(name, provider.pairwiseId(name, account.accountId()));
        }
        Addressee to = new Addressee(audience, input.optionalText("presenter"), lifetime);
        ObjectNode body = Json.object()
                .put(
                        "accountAssertion",
                        provider.assertion(account, to, onward, isOnward ? AssertionProof.VALID : proof))
                .put("sub", provider.pairwiseId(audience, account.accountId()))
                .put("expiresAt", Instant.now().plus(lifetime).toString());
        body.set("onwardSubs", subjects);
        return body;
    }

    private static JsonNode onward(Input input) {
        JsonNode peers = input.body().path("onward");
        if (!peers.isMissingNode() && !peers.isArray()) {
            throw ControlRefusal.invalid("/onward", "must be a list of payment servers");
        }
        return peers;
    }
}
