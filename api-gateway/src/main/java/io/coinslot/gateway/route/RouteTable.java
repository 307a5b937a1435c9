package io.coinslot.gateway.route;

import static io.coinslot.gateway.route.Destination.BILLING;
import static io.coinslot.gateway.route.Destination.CARD_REGISTRY;
import static io.coinslot.gateway.route.Destination.CATALOG;
import static io.coinslot.gateway.route.Destination.GATEWAY;
import static io.coinslot.gateway.route.Destination.MARKET_GATEWAY;
import static io.coinslot.gateway.route.Destination.SETTLEMENT;
import static io.coinslot.gateway.route.OpenLimit.DOCUMENTS;
import static io.coinslot.gateway.route.OpenLimit.NOTIFICATIONS;
import static io.coinslot.gateway.route.OpenLimit.OPERATIONS;
import static io.coinslot.gateway.route.OpenLimit.PEERS;
import static io.coinslot.gateway.route.OpenLimit.TOKENS;
import static io.coinslot.gateway.route.Route.administrator;
import static io.coinslot.gateway.route.Route.open;
import static io.coinslot.gateway.route.Route.scoped;

import java.util.List;

/** Every request that may come in. What is not listed here is answered 404, without anyone else seeing it. */
public final class RouteTable {
    private static final List<Route> ROUTES = List.of(
            open("GET", "/", GATEWAY, DOCUMENTS, 0),
            open("GET", "/openapi.json", GATEWAY, DOCUMENTS, 0),
            open("GET", "/.well-known/oauth-authorization-server", GATEWAY, DOCUMENTS, 0),
            open("GET", "/oauth2/jwks", GATEWAY, DOCUMENTS, 0),
            open("POST", "/oauth2/token", GATEWAY, TOKENS, 64),
            open("GET", "/actuator/health", GATEWAY, OPERATIONS, 0),
            open("GET", "/actuator/health/liveness", GATEWAY, OPERATIONS, 0),
            open("GET", "/actuator/health/readiness", GATEWAY, OPERATIONS, 0),
            open("GET", "/actuator/prometheus", GATEWAY, OPERATIONS, 0),
            administrator("POST", "/v1/services", GATEWAY, "services:write"),
            scoped("GET", "/v1/services/{serviceId}", CATALOG, "services:write", "catalog:read"),
            scoped("PUT", "/v1/services/{serviceId}", CATALOG, "services:write"),
            scoped("PUT", "/v1/services/{serviceId}/markets/{market}", CATALOG, "services:write"),
            scoped("PUT", "/v1/services/{serviceId}/market-preferences", CATALOG, "services:write"),
            scoped("POST", "/v1/services/{serviceId}/secrets/rotate", GATEWAY, "services:write"),
            scoped("PUT", "/v1/services/{serviceId}/client-keys", GATEWAY, "services:write"),
            administrator("PUT", "/v1/services/{serviceId}/client-limits", GATEWAY, "services:write"),
            scoped("POST", "/v1/device-sessions", GATEWAY, "devices:write"),
            scoped("POST", "/v1/device-sessions:revoke", GATEWAY, "devices:write"),
            scoped("POST", "/v1/device-sessions/{sessionId}/revoke", GATEWAY, "devices:write"),
            scoped("GET", "/v1/products", CATALOG, "catalog:read"),
            scoped("POST", "/v1/products:import", CATALOG, "catalog:write").withMaximumBodyKibibytes(4096),
            scoped("GET", "/v1/products/{productId}", CATALOG, "catalog:read"),
            scoped("PUT", "/v1/products/{productId}", CATALOG, "catalog:write"),
            scoped("POST", "/v1/purchases", BILLING, "purchases:write"),
            scoped("GET", "/v1/purchases", BILLING, "purchases:read").alsoForDevices(),
            scoped("POST", "/v1/purchases:batch", BILLING, "purchases:write").withMaximumBodyKibibytes(4096),
            scoped("GET", "/v1/purchases/{purchaseId}", BILLING, "purchases:read")
                    .alsoForDevices(),
            scoped("POST", "/v1/purchases/{purchaseId}/receipts", BILLING, "purchases:write"),
            scoped("POST", "/v1/purchases/{purchaseId}/delivery", BILLING, "purchases:write"),
            scoped("POST", "/v1/purchases/{purchaseId}/cancel", BILLING, "purchases:write"),
            scoped("POST", "/v1/purchases/{purchaseId}/refunds", BILLING, "refunds:write"),
            scoped("GET", "/v1/purchases/{purchaseId}/refunds", BILLING, "purchases:read"),
            scoped("POST", "/v1/purchase-events", BILLING, "purchases:write").withMaximumBodyKibibytes(4096),
            scoped("GET", "/v1/purchase-events", BILLING, "purchases:read"),
            scoped("POST", "/v1/billing-tokens/resolve", BILLING, "purchases:read", "purchases:write")
                    .alsoForDevices(),
            scoped("GET", "/v1/users/{userId}/limits", BILLING, "purchases:read"),
            scoped("PUT", "/v1/users/{userId}/limits", BILLING, "purchases:write"),
            scoped("GET", "/v1/users/{userId}/consents/{kind}", BILLING, "purchases:read"),
            scoped("PUT", "/v1/users/{userId}/consents/{kind}", BILLING, "purchases:write"),
            scoped("GET", "/v1/payment-tokens/{tokenUniqueReference}/limits", BILLING, "purchases:read"),
            scoped("PUT", "/v1/payment-tokens/{tokenUniqueReference}/limits", BILLING, "purchases:write"),
            scoped("GET", "/v1/webhook-attempts", BILLING, "purchases:read"),
            scoped("POST", "/v1/webhook-attempts/{attemptId}/resend", BILLING, "purchases:write", "operations:write"),
            scoped("GET", "/v1/deliveries", BILLING, "purchases:read"),
            scoped("GET", "/v1/funnel", BILLING, "purchases:read"),
            open("POST", "/v1/markets/{market}/notifications", MARKET_GATEWAY, NOTIFICATIONS, 256),
            open("POST", "/v1/markets/{market}/notifications/{serviceId}", MARKET_GATEWAY, NOTIFICATIONS, 256),
            administrator("GET", "/v1/operations/deliveries", BILLING, "operations:write"),
            administrator("GET", "/v1/operations/parked-payments", MARKET_GATEWAY, "operations:write"),
            administrator(
                    "POST", "/v1/operations/parked-payments/{purchaseId}/redrive", MARKET_GATEWAY, "operations:write"),
            administrator(
                    "POST", "/v1/operations/parked-payments/{purchaseId}/settle", MARKET_GATEWAY, "operations:write"),
            administrator("GET", "/v1/operations/parked-notifications", MARKET_GATEWAY, "operations:write"),
            administrator(
                    "POST",
                    "/v1/operations/parked-notifications/{notificationId}/redrive",
                    MARKET_GATEWAY,
                    "operations:write"),
            administrator(
                    "POST",
                    "/v1/operations/parked-notifications/{notificationId}/settle",
                    MARKET_GATEWAY,
                    "operations:write"),
            administrator("GET", "/v1/operations/sweeps", MARKET_GATEWAY, "operations:write"),
            administrator("GET", "/v1/operations/parked-token-changes", CARD_REGISTRY, "operations:write"),
            administrator("POST", "/v1/operations/parked-token-changes/redrive", CARD_REGISTRY, "operations:write"),
            administrator("POST", "/v1/operations/parked-token-changes/settle", CARD_REGISTRY, "operations:write"),
            administrator("GET", "/v1/operations/undecided-cards", CARD_REGISTRY, "operations:write"),
            administrator("POST", "/v1/operations/undecided-cards/redrive", CARD_REGISTRY, "operations:write"),
            administrator("POST", "/v1/operations/undecided-cards/settle", CARD_REGISTRY, "operations:write"),
            administrator("GET", "/v1/operations/parked-token-deletions", CARD_REGISTRY, "operations:write"),
            administrator("POST", "/v1/operations/parked-token-deletions/redrive", CARD_REGISTRY, "operations:write"),
            administrator("POST", "/v1/operations/parked-token-deletions/settle", CARD_REGISTRY, "operations:write"),
            administrator("GET", "/v1/operations/balance-rebuild", SETTLEMENT, "operations:write"),
            administrator("POST", "/v1/operations/balance-rebuild", SETTLEMENT, "operations:write"),
            administrator("GET", "/v1/operations/catalog-republication", CATALOG, "operations:write"),
            administrator("POST", "/v1/operations/catalog-republication", CATALOG, "operations:write"),
            administrator("GET", "/v1/dead-letters/billing-service", BILLING, "operations:write"),
            administrator("POST", "/v1/dead-letters/billing-service/redrive", BILLING, "operations:write"),
            administrator("POST", "/v1/dead-letters/billing-service/discard", BILLING, "operations:write"),
            administrator("GET", "/v1/dead-letters/market-gateway-service", MARKET_GATEWAY, "operations:write"),
            administrator(
                    "POST", "/v1/dead-letters/market-gateway-service/redrive", MARKET_GATEWAY, "operations:write"),
            administrator(
                    "POST", "/v1/dead-letters/market-gateway-service/discard", MARKET_GATEWAY, "operations:write"),
            administrator("GET", "/v1/dead-letters/settlement-service", SETTLEMENT, "operations:write"),
            administrator("POST", "/v1/dead-letters/settlement-service/redrive", SETTLEMENT, "operations:write"),
            administrator("POST", "/v1/dead-letters/settlement-service/discard", SETTLEMENT, "operations:write"),
            scoped("POST", "/v1/settlements", SETTLEMENT, "settlements:write"),
            scoped("GET", "/v1/settlements/{settlementId}", SETTLEMENT, "settlements:read"),
            scoped("GET", "/v1/settlements/{settlementId}/entries.csv", SETTLEMENT, "settlements:read"),
            scoped("GET", "/v1/journal-entries", SETTLEMENT, "settlements:read"),
            scoped("GET", "/v1/balances", SETTLEMENT, "settlements:read"),
            scoped("GET", "/v1/unbooked-captures", SETTLEMENT, "settlements:read"),
            scoped("GET", "/v1/fee-schedules/{market}", SETTLEMENT, "settlements:read"),
            scoped("PUT", "/v1/fee-schedules/{market}", SETTLEMENT, "settlements:write"),
            cards("POST", "/v1/card-registrations", "cards:write").onlyForDevices(),
            cards("GET", "/v1/card-registrations/{registrationId}", "cards:read")
                    .alsoForDevices(),
            cards("POST", "/v1/card-registrations/{registrationId}/selections", "cards:write")
                    .onlyForDevices(),
            cards("POST", "/v1/card-registrations/{registrationId}/terms-acceptances", "cards:write")
                    .onlyForDevices(),
            cards("POST", "/v1/card-registrations/{registrationId}/activation-code-requests", "cards:write")
                    .onlyForDevices(),
            cards("POST", "/v1/card-registrations/{registrationId}/activations", "cards:write")
                    .onlyForDevices(),
            cards("POST", "/v1/card-registrations/{registrationId}/cancel", "cards:write")
                    .onlyForDevices(),
            cards("GET", "/v1/tokens", "cards:read").alsoForDevices(),
            cards("GET", "/v1/tokens/{tokenUniqueReference}", "cards:read").alsoForDevices(),
            cards("POST", "/v1/tokens/{tokenUniqueReference}/suspend", "cards:write")
                    .alsoForDevices(),
            cards("POST", "/v1/tokens/{tokenUniqueReference}/unsuspend", "cards:write")
                    .alsoForDevices(),
            cards("POST", "/v1/tokens/{tokenUniqueReference}/delete", "cards:write")
                    .alsoForDevices(),
            open("POST", "/v1/issuers/mdes/notifications", CARD_REGISTRY, NOTIFICATIONS, 256),
            open("POST", "/v1/issuers/plain/notifications", CARD_REGISTRY, NOTIFICATIONS, 256),
            open("GET", "/peer/.well-known/jwks.json", CARD_REGISTRY, DOCUMENTS, 0),
            open("POST", "/peer/v1/cards/search", CARD_REGISTRY, PEERS, 64),
            open("POST", "/peer/v1/cards/{cardReferenceId}/credential", CARD_REGISTRY, PEERS, 64),
            open("POST", "/peer/v1/notifications", CARD_REGISTRY, PEERS, 256));

    private static final RouteTree TREE = new RouteTree(ROUTES);

    private RouteTable() {}

    private static Route cards(String method, String path, String scope) {
        return scoped(method, path, CARD_REGISTRY, scope).withMaximumBodyKibibytes(64);
    }

    public static List<Route> routes() {
        return ROUTES;
    }

    /** Finds the route of a request by its raw path. */
    public static RouteMatch match(String method, String path) {
        return TREE.match(method, path);
    }
}
