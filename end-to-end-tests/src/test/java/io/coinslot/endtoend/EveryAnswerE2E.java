package io.coinslot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.client.NewPurchase;
import io.coinslot.client.Purchase;
import io.coinslot.client.PurchaseStatus;
import io.coinslot.client.Receipt;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Asks each operation of openapi.json as somebody who may: what is answered is as it is described (StackExtension). */
@ExtendWith(StackExtension.class)
class EveryAnswerE2E {
    /** Asked by others than games and operators, or about what has to get stuck before. */
    private static final Set<String> ASKED_ELSEWHERE = Set.of(
            "POST /v1/markets/{market}/notifications",
            "POST /v1/markets/{market}/notifications/{serviceId}",
            "POST /v1/issuers/mdes/notifications",
            "POST /v1/issuers/plain/notifications",
            "POST /peer/v1/cards/search",
            "POST /peer/v1/cards/{cardReferenceId}/credential",
            "POST /peer/v1/notifications",
            "POST /v1/card-registrations/{registrationId}/selections",
            "POST /v1/card-registrations/{registrationId}/terms-acceptances",
            "POST /v1/card-registrations/{registrationId}/activation-code-requests",
            "POST /v1/card-registrations/{registrationId}/activations",
            "POST /v1/card-registrations/{registrationId}/cancel",
            "POST /v1/operations/parked-token-changes/redrive",
            "POST /v1/operations/parked-token-changes/settle",
            "POST /v1/operations/parked-token-deletions/redrive",
            "POST /v1/operations/parked-token-deletions/settle",
            "POST /v1/operations/undecided-cards/redrive",
            "POST /v1/operations/undecided-cards/settle");

    private RunningStack stack;
    private Game game;
    private ApiCalls backend;
    private ApiCalls administrator;

    @Test
    void isAsItIsDescribed(RunningStack running) throws Exception {
        stack = running;
        stack.contract().beginAnew();
        try (Game opened = new Game(stack);
                Cardholder holder = new Cardholder(stack, opened)) {
            game = opened;
            backend = new ApiCalls(stack, game.secrets.clientId(), game.secrets.clientSecret());
            administrator = ApiCalls.ofAdministrator(stack);
            askStrangersQuestions();
            describeTheService();
            sellProducts();
            Purchase sold = sell();
            askAboutAPurchase(sold);
            askAboutUsers();
            askForMoney(sold);
            openSessions();
            askAboutCards(holder);
            askAsAnOperator(sold);
            takeUpWhatMarketsTold();
            new DeadLetterScenes(stack, administrator).nobodyCanReadWhatIsTold("poison-" + game.serviceId);
        }
        assertThat(stack.contract().operationsWithoutSuccess())
                .as("operations that nobody asks with success")
                .isEqualTo(ASKED_ELSEWHERE);
    }

    private void askStrangersQuestions() {
        for (String open : new String[] {
            "/",
            "/openapi.json",
            "/.well-known/oauth-authorization-server",
            "/oauth2/jwks",
            "/peer/.well-known/jwks.json"
        }) {
            backend.asAStranger(open);
        }
    }

    private void describeTheService() {
        String service = "/v1/services/" + game.serviceId;
        JsonNode described = get(service);
        ask("PUT", service, described.toString());
        JsonNode link = described.at("/markets/0");
        ask("PUT", service + "/markets/" + link.path("market").asString(), link.toString());
        ask(
                "PUT",
                service + "/market-preferences",
                "{\"preferences\":[{\"platform\":\"web\",\"markets\":[\"stripe\"]}]}");
        ask("PUT", service + "/client-keys", "{\"jwks\":null}");
        ask("POST", service + "/secrets/rotate", "{\"keepOldForMinutes\":60}");
        byAdministrator(
                "PUT",
                service + "/client-limits",
                "{\"requestsPerSecond\":1000,\"burst\":2000,\"amountLimits\":[{\"currency\":\"KRW\",\"perDay\":\"100000000\"}]}");
    }

    private void sellProducts() {
        JsonNode product = get("/v1/products/gem-100");
        ask("PUT", "/v1/products/gem-100", product.toString());
        ask("POST", "/v1/products:import", "{\"items\":[" + product + "]}");
        get("/v1/products?limit=1");
    }

    private Purchase sell() {
        Purchase sold = game.buy("alice", Game.GOOGLE_PLAY);
        JsonNode held = game.payAtGooglePlay(sold);
        game.submit(sold, Receipt.purchaseToken(held.path("purchaseToken").stringValue()));
        return game.awaitStatus(sold, PurchaseStatus.COMPLETED);
    }

    private void askAboutAPurchase(Purchase sold) {
        String purchase = "/v1/purchases/" + sold.purchaseId();
        get(purchase);
        get("/v1/purchases?userId=alice&limit=1");
        ask("POST", purchase + "/delivery", "{}");
        Purchase unpaid = game.client.purchases().create(NewPurchase.of("alice", "gem-100", Game.STRIPE));
        ask(
                "POST",
                "/v1/billing-tokens/resolve",
                "{\"billingToken\":\"" + unpaid.billing().billingToken() + "\"}");
        ask("POST", "/v1/purchases/" + unpaid.purchaseId() + "/cancel", "");
        ask(
                "POST",
                "/v1/purchases:batch",
                "{\"items\":[{\"idempotencyKey\":\"" + UUID.randomUUID()
                        + "\",\"userId\":\"alice\",\"productId\":\"gem-100\",\"market\":\"stripe\"}]}");
        ask(
                "POST",
                "/v1/purchase-events",
                "{\"items\":[{\"eventId\":\"e-1\",\"purchaseId\":\"" + sold.purchaseId()
                        + "\",\"type\":\"CONSUMED\",\"occurredAt\":\"2026-11-22T08:00:00Z\"}]}");
        get("/v1/purchase-events?limit=200");
        get("/v1/funnel");
        get("/v1/deliveries");
        String attempts = "/v1/webhook-attempts?purchaseId=" + sold.purchaseId();
        String attempt = await().until(() -> get(attempts).at("/items/0/id").asString(""), id -> !id.isEmpty());
        ask("POST", "/v1/webhook-attempts/" + attempt + "/resend", "");
    }

    private void askAboutUsers() {
        String limits = "/v1/users/alice/limits";
        ask("PUT", limits, "[{\"currency\":\"KRW\",\"daily\":\"100000\",\"monthly\":null}]");
        ask("PUT", limits, get(limits).toString());
        String consent = "/v1/users/alice/consents/terms";
        ask("PUT", consent, "{\"granted\":true,\"reference\":\"v2\"}");
        ask("PUT", consent, get(consent).toString());
    }

    private void askForMoney(Purchase sold) {
        String settlement = ask(
                        "POST",
                        "/v1/settlements",
                        "{\"scope\":\"SERVICE\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}")
                .path("settlementId")
                .asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/v1/settlements/" + settlement)
                        .path("status")
                        .asString()
                        .equals("READY"));
        ApiCalls.succeeded(backend.send("GET", "/v1/settlements/" + settlement + "/entries.csv", ""));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get("/v1/journal-entries?purchaseId=" + sold.purchaseId())
                        .path("items")
                        .isEmpty());
        get("/v1/balances");
        get("/v1/balances?userId=alice");
        get("/v1/unbooked-captures");
        get("/v1/fee-schedules/google-play");
        ask("PUT", "/v1/fee-schedules/google-play", "[{\"from\":\"2026-01-01\",\"rate\":\"0.15\"}]");
        String refunds = "/v1/purchases/" + sold.purchaseId() + "/refunds";
        ask("POST", refunds, "{\"reason\":\"bought by mistake\"}");
        get(refunds);
    }

    private void openSessions() {
        String session = ask(
                        "POST",
                        "/v1/device-sessions",
                        "{\"userId\":\"alice\",\"deviceId\":\"watch-1\",\"jwkThumbprint\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}")
                .path("sessionId")
                .asString();
        ask("POST", "/v1/device-sessions/" + session + "/revoke", "");
        ask("POST", "/v1/device-sessions:revoke", "{\"userId\":\"alice\"}");
    }

    private void askAboutCards(Cardholder holder) {
        holder.cardOnThePhone("4111111111111111", Cardholder.Company.BANK);
        var registered = holder.ask(Selection.ALL);
        String reference = Objects.requireNonNull(registered.cards().getFirst().tokenUniqueReference());
        get("/v1/card-registrations/" + registered.registrationId());
        get("/v1/tokens?userId=" + holder.userId);
        get("/v1/tokens/" + reference);
        String limits = "/v1/payment-tokens/" + reference + "/limits";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> backend.send("GET", limits, "").statusCode() == 200);
        ask("PUT", limits, get(limits).toString());
        for (String change : new String[] {"suspend", "unsuspend", "delete"}) {
            ask("POST", "/v1/tokens/" + reference + "/" + change, "{\"causedBy\":\"TOKEN_REQUESTOR\"}");
        }
    }

    private void askAsAnOperator(Purchase sold) {
        for (String list : new String[] {
            "/v1/operations/parked-payments",
            "/v1/operations/sweeps",
            "/v1/operations/parked-token-changes",
            "/v1/operations/parked-token-deletions",
            "/v1/operations/undecided-cards",
            "/v1/operations/deliveries",
            "/v1/dead-letters/billing-service",
            "/v1/dead-letters/market-gateway-service",
            "/v1/dead-letters/settlement-service"
        }) {
            byAdministrator("GET", list, "");
        }
        for (String action : new String[] {"redrive", "settle"}) {
            byAdministrator(
                    "POST",
                    "/v1/operations/parked-payments/" + sold.purchaseId() + "/" + action,
                    "{\"reason\":\"nothing of it is parked\"}");
        }
        byAdministrator("POST", "/v1/operations/balance-rebuild", "{\"reason\":\"to see that it can be done\"}");
        byAdministrator("GET", "/v1/operations/balance-rebuild", "");
        byAdministrator("POST", "/v1/operations/catalog-republication", "{\"reason\":\"to see that it can be done\"}");
        byAdministrator("GET", "/v1/operations/catalog-republication", "");
    }

    /** A market tells two things that nobody understands: one is tried again, in vain, and one is let go. */
    private void takeUpWhatMarketsTold() {
        for (int count = 0; count < 2; count++) {
            game.simulators.post(
                    "/control/google-play/notifications",
                    Simulators.json().put("serviceId", game.serviceId).put("kind", "UNKNOWN_TYPE"));
        }
        String list = "/v1/operations/parked-notifications";
        List<String> parked =
                await().atMost(Duration.ofSeconds(60)).until(() -> namesOfParked(list), names -> names.size() == 2);
        byAdministrator("POST", list + "/" + parked.getFirst() + "/redrive", "{\"reason\":\"it may be known now\"}");
        await().atMost(Duration.ofSeconds(60)).until(() -> namesOfParked(list).containsAll(parked));
        String settle = list + "/" + parked.getLast() + "/settle";
        JsonNode settled = byAdministrator("POST", settle, "{\"reason\":\"it is about nothing of ours\"}");
        assertThat(settled.at("/audit/0/reason").asString()).isEqualTo("it is about nothing of ours");
        assertThat(namesOfParked(list)).containsExactly(parked.getFirst());
        HttpResponse<String> again = administrator.send("POST", settle, "{\"reason\":\"once more\"}");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
    }

    private List<String> namesOfParked(String list) {
        return byAdministrator("GET", list + "?market=google-play&limit=200", "")
                .path("items")
                .valueStream()
                .filter(item -> item.path("serviceId").asString().equals(game.serviceId))
                .map(item -> item.path("notificationId").asString())
                .toList();
    }

    private JsonNode get(String path) {
        return backend.get(path);
    }

    private JsonNode ask(String method, String path, String body) {
        return backend.ask(method, path, body);
    }

    private JsonNode byAdministrator(String method, String path, String body) {
        return administrator.ask(method, path, body);
    }
}
