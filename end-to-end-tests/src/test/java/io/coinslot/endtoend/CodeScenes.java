package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.endtoend.PublishedCards.Card;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cardholders who have to prove who they are, with codes that are wrong, right, dead and used. */
final class CodeScenes {
    /** Wrong, and told from any other text. */
    static final List<String> WRONG_CODES = List.of("WR0NGCODE7QX", "WR0NGCODE8KZ", "WR0NGCODE9VJ");

    private static final int LENGTH = 12;

    private final CardScenes scenes;
    private final Simulators simulators;
    /** What cardholders were sent: long enough to be told from any other text. */
    final Set<String> codes = new LinkedHashSet<>();

    CodeScenes(CardScenes scenes, Simulators simulators) {
        this.scenes = scenes;
        this.simulators = simulators;
        for (String issuerId : List.of(CardScenes.BANK, CardScenes.SAVINGS_BANK)) {
            simulators.post(
                    CardScenes.root(issuerId) + "/codes",
                    Simulators.json().put("length", LENGTH).put("letters", true));
        }
    }

    /** Chosen, terms accepted, a code asked for, wrong codes, the right one, and the same once more. */
    void aCodeIsWrongThenRightThenUsedAgain(String issuerId) {
        CardDevice device = scenes.device();
        Card card = PublishedCards.decided("REQUIRE_ADDITIONAL_AUTHENTICATION");
        device.cardAtThePeer(card.number(), card.expiry(), issuerId);
        String id = steppedUp(device);
        String path = CardDevice.REGISTRATIONS + "/" + id;
        String reference = codeSent(device, id);
        assertThat(device.post(path + "/activations", code(WRONG_CODES.getFirst()))
                        .body())
                .contains("INCORRECT_CODE");
        String right = liveCode(issuerId, reference);
        assertThat(device.post(path + "/activations", code(right)).body()).contains("SUCCESS");
        device.awaitState(id, "COMPLETED");
        assertThat(device.post(path + "/activations", code(right)).statusCode()).isEqualTo(409);
    }

    /** Three wrong ones kill a code, and time does so too; both lead back to asking for another. */
    void aCodeDiesOfMistakesAndOfTime(String issuerId) {
        CardDevice device = scenes.device();
        Card card = PublishedCards.decided("REQUIRE_ADDITIONAL_AUTHENTICATION");
        device.cardAtThePeer(card.number(), card.expiry(), issuerId);
        String id = steppedUp(device);
        String path = CardDevice.REGISTRATIONS + "/" + id;
        String reference = codeSent(device, id);
        liveCode(issuerId, reference);
        WRONG_CODES.forEach(wrong -> device.post(path + "/activations", code(wrong)));
        device.await(
                id, now -> now.path("cards").path(0).path("state").asString("").equals("AUTHENTICATION_REQUIRED"));
        simulators.post("/control/clock", Simulators.json().put("advance", "PT31S"));
        codeSent(device, id);
        String expired = liveCode(issuerId, reference);
        simulators.post("/control/clock", Simulators.json().put("advance", "PT11M"));
        assertThat(device.post(path + "/activations", code(expired)).body()).contains("EXPIRED_CODE");
        device.post(path + "/cancel", "{}");
        device.awaitState(id, "CANCELLED");
    }

    private String steppedUp(CardDevice device) {
        String id = scenes.ask(device, "CHOOSE");
        JsonNode offered =
                device.awaitState(id, "SELECTION_PENDING").path("cards").path(0);
        ObjectNode selection = Simulators.json();
        selection
                .putArray("cardReferenceIds")
                .add(offered.path("cardReferenceId").stringValue());
        String path = CardDevice.REGISTRATIONS + "/" + id;
        assertThat(device.post(path + "/selections", selection.toString()).statusCode())
                .isEqualTo(202);
        String terms =
                offered.path("productConfig").path("termsAndConditionsAssetId").asString("");
        if (!terms.isEmpty()) {
            device.post(
                    path + "/terms-acceptances",
                    Simulators.json()
                            .put("termsAndConditionsAssetId", terms)
                            .put("acceptedAt", "2026-11-01T00:00:00Z")
                            .toString());
        }
        device.awaitState(id, "AUTHENTICATION_REQUIRED");
        return id;
    }

    /** Has a code sent to the cardholder; the token's reference. */
    private String codeSent(CardDevice device, String id) {
        String path = CardDevice.REGISTRATIONS + "/" + id;
        JsonNode card = CardDevice.read(device.get(path)).path("cards").path(0);
        HttpResponse<String> asked = device.post(
                path + "/activation-code-requests",
                Simulators.json()
                        .put(
                                "authenticationMethodId",
                                card.path("authenticationMethods")
                                        .path(0)
                                        .path("id")
                                        .stringValue())
                        .toString());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        device.awaitState(id, "CODE_SENT");
        return card.path("tokenUniqueReference").stringValue();
    }

    /** What the cardholder was sent: it is noted as a secret. */
    private String liveCode(String issuerId, String reference) {
        JsonNode codesOfToken = simulators.get(CardScenes.root(issuerId) + "/codes?tokenUniqueReference=" + reference);
        String live = "";
        for (JsonNode code : codesOfToken.path("items")) {
            codes.add(code.path("code").stringValue());
            live = code.path("state").asString("").equals("LIVE")
                    ? code.path("code").stringValue()
                    : live;
        }
        assertThat(live).as(codesOfToken.toString()).isNotEmpty();
        return live;
    }

    private static String code(String code) {
        return Simulators.json().put("authenticationCode", code).toString();
    }
}
