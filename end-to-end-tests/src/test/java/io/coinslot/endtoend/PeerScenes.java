package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The account's provider and the other payment server as they should not be, and that server asking us. */
final class PeerScenes {
    private final CardScenes scenes;
    private final HeardAnswers answers;
    private final Simulators simulators;

    PeerScenes(CardScenes scenes, HeardAnswers answers, Simulators simulators) {
        this.scenes = scenes;
        this.answers = answers;
        this.simulators = simulators;
    }

    void assertionsAreNoGood() {
        for (String proof : List.of(
                "EXPIRED",
                "WRONG_KEY",
                "WRONG_AUDIENCE",
                "OTHER_ACCOUNT",
                "OTHER_DEVICE",
                "LONG_LIVED",
                "OTHER_PRESENTER")) {
            for (String proofOf : List.of("OUTER", "ONWARD")) {
                CardDevice device = scenes.device();
                device.cardAtThePeer(CardScenes.number());
                device.awaitRest(scenes.ask(device, "ALL", proof, proofOf));
            }
        }
    }

    void thePeerTampers() {
        for (String kind : List.of(
                "BODY",
                "UNSIGNED",
                "WRONG_KEY",
                "OTHER_REQUEST",
                "MALFORMED",
                "CREDENTIAL",
                "WRONG_FINGERPRINT",
                "EXPIRED_CREDENTIAL",
                "NO_OAEP_HASH",
                "WRONG_IV",
                "OTHER_TASK")) {
            CardDevice device = scenes.device();
            device.cardAtThePeer(CardScenes.number());
            simulators.post(
                    "/control/peer/tampering",
                    Simulators.json().put("kind", kind).put("limit", 1));
            device.awaitRest(scenes.ask(device, "ALL"));
        }
        simulators.post("/control/peer/tampering", Simulators.json().put("kind", "NONE"));
    }

    /** Empty, down for a while, slow, and the card gone between the offer and the choice. */
    void thePeerIsIllAndItsCardsGo() {
        CardDevice empty = scenes.device();
        assertThat(empty.awaitRest(scenes.ask(empty, "ALL")).path("errorCode").asString())
                .isEqualTo("NO_CARDS");
        for (String fault : List.of("search", "credential")) {
            CardDevice device = scenes.device();
            device.cardAtThePeer(CardScenes.number());
            simulators.post(
                    "/control/peer/faults",
                    Simulators.json()
                            .put("errorRate", 1)
                            .put("latencyMillis", 300)
                            .put("pathContains", fault)
                            .put("limit", 2));
            device.awaitRest(scenes.ask(device, "ALL"));
            simulators.clearFaults("peer");
        }
        for (String how : List.of("remove", "replace")) {
            CardDevice device = scenes.device();
            String card = device.cardAtThePeer(CardScenes.number());
            String id = scenes.ask(device, "CHOOSE");
            device.awaitState(id, "SELECTION_PENDING");
            simulators.post("/control/peer/cards/" + card + "/" + how, Simulators.json());
            device.awaitRest(id);
        }
    }

    /** In the other direction: we are asked, by the peer and by those who only say so. */
    void thePeerAsksUs() {
        CardDevice device = scenes.device();
        device.cardAtThePeer(CardScenes.number());
        device.awaitState(scenes.ask(device, "ALL"), "COMPLETED");
        JsonNode asked = asked(wish(device));
        assertThat(asked.at("/credentials/0/openedAs").asString())
                .as(asked.toString())
                .isEqualTo("tokenUniqueReference");
        CardScenes.PROOFS.forEach(proof -> asked(wish(device).put("proof", proof)));
        for (String proof : List.of("EXPIRED", "WRONG_KEY", "WRONG_AUDIENCE", "OTHER_ACCOUNT", "OTHER_DEVICE")) {
            asked(wish(device).put("assertionProof", proof));
        }
        for (String member : List.of("accountReference", "purpose", "consentReference", "taskId", "audience")) {
            asked(wish(device).put(member, CardScenes.number()));
        }
        String offered = asked.at("/credentials/0/cardReferenceId").asString();
        for (String kind : List.of("RESEND", "DUPLICATE", "FORGED", "UNKNOWN_CARD", "POISON")) {
            ObjectNode notice = Simulators.json().put("serviceId", "coinslot").put("kind", kind);
            simulators.post("/control/peer/notifications", ours(notice, kind));
        }
        assertThat(offered).startsWith("crd_");
    }

    /** Has the peer ask us; what we answer it is noted. */
    private JsonNode asked(ObjectNode wish) {
        JsonNode answer = simulators.post("/control/peer/asks", wish);
        answers.heard(answer.toString());
        return answer;
    }

    /** Those of them that are about a card need one that the peer offered us. */
    private ObjectNode ours(ObjectNode notice, String kind) {
        if (kind.equals("UNKNOWN_CARD") || kind.equals("POISON")) {
            return notice;
        }
        JsonNode ledger = simulators.get("/control/peer/ledger?limit=200");
        for (JsonNode item : ledger.path("items")) {
            if (item.path("cardReferenceId").isString()) {
                return notice.put(
                        "cardReferenceId", item.path("cardReferenceId").stringValue());
            }
        }
        throw new IllegalStateException("the peer offered nothing: " + ledger);
    }

    private static ObjectNode wish(CardDevice device) {
        return Simulators.json()
                .put("serviceId", "coinslot")
                .put("accountId", device.userId)
                .put("credential", true)
                .put("taskId", "task-" + UUID.randomUUID());
    }
}
