package io.coinslot.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.gateway.route.Access;
import io.coinslot.gateway.route.Callers;
import io.coinslot.gateway.route.OpenLimit;
import io.coinslot.gateway.route.Route;
import io.coinslot.gateway.route.RouteMatch;
import io.coinslot.gateway.route.RouteTable;
import io.coinslot.houserules.SourceTree;
import io.coinslot.houserules.api.DescribedApi;
import io.coinslot.houserules.api.SourceDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiDescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "options", "head");
    private final JsonNode description = JsonMapper.shared().valueToTree(ApiDescription.assemble());

    private record Operation(String method, String path, JsonNode content) {
        String name() {
            return method + " " + path;
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (var path : description.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(
                            new Operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue()));
                }
            }
        }
        return operations;
    }

    private static List<Route> publicRoutes() {
        return RouteTable.routes().stream()
                .filter(route -> !route.access().equals(new Access.Open(OpenLimit.OPERATIONS)))
                .toList();
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> described = new TreeSet<>();
        operations().forEach(operation -> described.add(operation.name()));
        Set<String> routed = new TreeSet<>();
        publicRoutes().forEach(route -> routed.add(route.method() + " " + route.path()));

        assertThat(described).isEqualTo(routed);
    }

    @Test
    void namesTheScopesThatTheGatewayAsksFor() {
        for (Route route : publicRoutes()) {
            Operation operation = operations().stream()
                    .filter(candidate -> candidate.name().equals(route.method() + " " + route.path()))
                    .findFirst()
                    .orElseThrow();
            assertThat(scopes(operation.content().get("security")))
                    .as(operation.name())
                    .containsExactlyInAnyOrderElementsOf(
                            switch (route.access()) {
                                case Access.Open _ -> List.of();
                                case Access.Scoped scoped -> scoped.anyOf();
                                case Access.Administrator administrator -> List.of(administrator.scope());
                            });
        }
    }

    private static List<String> scopes(JsonNode security) {
        List<String> scopes = new ArrayList<>(scopes(security, "clientCredentials"));
        return scopes.isEmpty() ? scopes(security, "deviceToken") : scopes;
    }

    private static List<String> scopes(JsonNode security, String scheme) {
        List<String> scopes = new ArrayList<>();
        for (JsonNode alternative : security) {
            alternative.path(scheme).forEach(scope -> scopes.add(scope.asString()));
        }
        return scopes;
    }

    @Test
    void saysWhichRequestsAreForDevices() {
        for (Operation operation : operations()) {
            RouteMatch.Found found = (RouteMatch.Found)
                    RouteTable.match(operation.method(), operation.path().replaceAll("\\{[^}]+}", "some-1"));
            Callers callers =
                    found.route().access() instanceof Access.Scoped scoped ? scoped.callers() : Callers.CLIENTS;
            JsonNode security = operation.content().get("security");
            assertThat(!scopes(security, "deviceToken").isEmpty())
                    .as(operation.name())
                    .isEqualTo(callers != Callers.CLIENTS);
            assertThat(scopes(security, "clientCredentials").isEmpty()
                            && !scopes(security).isEmpty())
                    .as(operation.name())
                    .isEqualTo(callers == Callers.DEVICES);
        }
    }

    @Test
    void refersOnlyToWhatIsThere() {
        List<String> references = new ArrayList<>();
        collect(description, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    /** A description that is not in quotation marks ends at its first comma, and what follows becomes a name. */
    @Test
    void hasNoMembersThatAreTheRestOfADescription() {
        List<String> odd = new ArrayList<>();
        collectOdd(description, odd);

        assertThat(odd).isEmpty();
    }

    private static void collectOdd(JsonNode node, List<String> odd) {
        for (var member : node.properties()) {
            if (member.getKey().contains(" ") && member.getValue().isNull()) {
                odd.add(member.getKey());
            }
        }
        node.forEach(child -> collectOdd(child, odd));
    }

    private static void collect(JsonNode node, List<String> references) {
        JsonNode reference = node.get("$ref");
        if (reference != null) {
            references.add(reference.asString());
        }
        node.forEach(child -> collect(child, references));
    }

    @Test
    void declaresEveryPathParameterAndNamesEachOperationOnce() {
        Set<String> names = new HashSet<>();
        for (Operation operation : operations()) {
            assertThat(names.add(operation.content().get("operationId").asString()))
                    .as(operation.name())
                    .isTrue();
            Set<String> declared = new TreeSet<>();
            List.of(description.get("paths").get(operation.path()), operation.content())
                    .forEach(level -> level.path("parameters").forEach(parameter -> declared.add(nameOf(parameter))));
            java.util.regex.Pattern.compile("\\{([^}]+)}")
                    .matcher(operation.path())
                    .results()
                    .forEach(match -> assertThat(declared).as(operation.name()).contains(match.group(1)));
        }
    }

    private String nameOf(JsonNode parameter) {
        JsonNode reference = parameter.get("$ref");
        JsonNode target = reference == null
                ? parameter
                : description.at(reference.asString().substring(1));
        return target.get("name").asString();
    }

    /** The types are those that API.md names and billing sends. */
    @Test
    void describesTheWebhooksAndNoneTwice() {
        Set<String> types = new TreeSet<>();
        Set<String> names = new HashSet<>();
        for (var webhook : description.get("webhooks").properties()) {
            JsonNode sent = webhook.getValue().get("post");
            types.add(webhook.getKey());
            assertThat(names.add(sent.get("operationId").asString())).isTrue();
            assertThat(sent.get("parameters")).hasSize(3);
            assertThat(sent.has("requestBody") && sent.has("responses")).isTrue();
        }
        assertThat(types)
                .containsExactly(
                        "card.token_updated",
                        "delivery.overdue",
                        "purchase.charged_back",
                        "purchase.declined",
                        "purchase.expired",
                        "purchase.paid",
                        "purchase.refunded",
                        "purchase.reinstated",
                        "settlement.failed",
                        "settlement.ready");
    }

    @Test
    void saysWhatBodiesAreRefusedWhereJsonIsTaken() {
        for (Operation operation : operations()) {
            JsonNode taken = operation.content().at("/requestBody/content");
            // What a market sends is its own affair, and proven by the market's own proof.
            boolean isOfAMarket = operation.path().startsWith("/v1/markets/");
            if (taken.has("application/json") && !isOfAMarket) {
                JsonNode responses = operation.content().get("responses");
                assertThat(responses.has("408") && responses.has("413") && responses.has("415"))
                        .as(operation.name())
                        .isTrue();
            }
        }
    }

    /** What the tests of services hold their answers against. */
    @Test
    void isWhatTheSourceTreeDescribes() {
        assertThat(JsonMapper.shared().<JsonNode>valueToTree(SourceDescription.read(SourceTree.ofWorkingDirectory())))
                .isEqualTo(description);
    }

    @Test
    void showsExamplesThatAreAsItDescribes() {
        assertThat(DescribedApi.of(description).differencesOfExamples()).isEmpty();
    }

    @Test
    void saysWhatIsRefusedAndHowItLooks() {
        for (Operation operation : operations()) {
            JsonNode responses = operation.content().get("responses");
            assertThat(responses.has("429")).as(operation.name()).isTrue();
            if (!scopes(operation.content().get("security")).isEmpty()) {
                assertThat(responses.propertyNames()).as(operation.name()).contains("401", "403", "406", "503");
            }
        }
        assertThat(description.get("openapi").asString()).isEqualTo("3.1.0");
    }
}
