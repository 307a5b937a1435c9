package io.coinslot.simulators.issuer;

import io.coinslot.simulators.issuer.Task.Funding;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import io.coinslot.simulators.signing.MessageVerifier.Sender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The plainer interface, its paths below {@code /issuer/plain/v1}. Callers hold the company's lock. */
final class PlainApi {
    private static final int MOST_FOUND = 200;
    private static final int LONGEST_TASK_ID = 64;
    private static final int LONGEST_APP_ID = 48;

    private final Bank bank;

    PlainApi(Bank bank) {
        this.bank = bank;
    }

    private enum By {
        TOKEN_REQUESTOR,
        CARDHOLDER,
        DEVICE_LOCKED
    }

    Response answer(Sender sender, Request request) {
        try {
            Response response =
                    request.method().equals("POST") ? post(sender.name(), request) : get(sender.name(), request);
            if (response == null) {
                throw IssuerRefusal.notFound("NOT_FOUND", "resource");
            }
            return response;
        } catch (IssuerRefusal refusal) {
            return refused(refusal);
        }
    }

    static Response refused(IssuerRefusal refusal) {
        Response response = PlainBodies.problem(refusal);
        return refusal.retryAfterSeconds() == 0
                ? response
                : response.with("Retry-After", Long.toString(refusal.retryAfterSeconds()));
    }

    private @Nullable Response post(String serviceId, Request request) {
        List<String> path = request.path();
        Fields fields = Fields.of(request);
        if (path.equals(List.of("registrations"))) {
            return register(serviceId, fields);
        }
        if (path.size() != 3) {
            return null;
        }
        return switch (path.getFirst() + "/" + path.getLast()) {
            case "registrations/codes" -> sendCode(serviceId, path.get(1), fields);
            case "registrations/activation" -> activate(serviceId, path.get(1), fields);
            case "tokens/credentials" -> credential(serviceId, path.get(1), fields);
            case "tokens/suspend", "tokens/unsuspend", "tokens/delete" -> change(serviceId, path, fields);
            default -> null;
        };
    }

    private @Nullable Response get(String serviceId, Request request) {
        List<String> path = request.path();
        if (request.is("GET", 2) && path.getFirst().equals("registrations")) {
            if (bank.obstinacy().remembersAsRefused(Task.key(serviceId, path.getLast()))) {
                return Response.json(200, PlainBodies.refusedTask(path.getLast()));
            }
            Task task = task(serviceId, path.getLast());
            return Response.json(
                    200, PlainBodies.registration(task, bank.registrations().tokenOf(task)));
        }
        if (request.is("GET", 2) && path.getFirst().equals("tokens")) {
            return Response.json(200, PlainBodies.token(bank.token(serviceId, path.getLast())));
        }
        return request.is("GET", 1) && path.getFirst().equals("tokens") ? search(serviceId, request) : null;
    }

    private Response register(String serviceId, Fields fields) {
        if (!fields.required("requestorId").equals(bank.tokenRequestorId(serviceId))) {
            throw IssuerRefusal.of(403, "WRONG_REQUESTOR", "requestorId is not that of the one who signed.");
        }
        String taskId = fields.required("taskId", LONGEST_TASK_ID);
        String app = fields.required("paymentAppInstanceId", LONGEST_APP_ID);
        String recommendation =
                fields.has("assessment") ? fields.object("assessment").optional("recommendation", "") : "";
        Funding funding = funding(fields.object("card"), taskId);
        Registrations.Registered registered = bank.registrations()
                .register(
                        new Registrations.Order(serviceId, taskId, Shape.PLAIN, funding, app, "CLOUD", recommendation));
        Task task = registered.task();
        return Response.json(
                registered.isRepeated() ? 200 : 201,
                PlainBodies.registration(task, bank.registrations().tokenOf(task)));
    }

    private Funding funding(Fields card, String taskId) {
        if (card.body().size() != 1) {
            throw IssuerRefusal.invalid("card", "must name the card in one way only.");
        }
        if (card.has("sealed")) {
            return bank.accounts().sealed(card.object("sealed").body(), taskId);
        }
        return card.has("panReference")
                ? bank.accounts().byCard(card.required("panReference"))
                : bank.accounts().byToken(card.required("tokenReference"));
    }

    private Task task(String serviceId, String taskId) {
        Task task = bank.registrations().find(serviceId, taskId);
        if (task == null) {
            throw IssuerRefusal.notFound("TASK_NOT_FOUND", "task");
        }
        return task;
    }

    private Token tokenOf(String serviceId, String taskId) {
        Token token = bank.registrations().tokenOf(task(serviceId, taskId));
        if (token == null) {
            throw IssuerRefusal.conflict("TOKEN_NOT_INACTIVE", "The registration has no token that waits for a code.");
        }
        return token;
    }

    private Response sendCode(String serviceId, String taskId, Fields fields) {
        Activations.Sent sent = bank.activations().send(tokenOf(serviceId, taskId), fields.required("methodId"));
        return Response.json(
                202,
                Json.object()
                        .put("expiresAt", MdesBodies.time(sent.expiresAt()))
                        .put("resendsLeft", sent.resendsLeft()));
    }

    private Response activate(String serviceId, String taskId, Fields fields) {
        Activations.Outcome outcome = bank.activations().activate(tokenOf(serviceId, taskId), fields.required("code"));
        return Response.json(
                200, Json.object().put("result", outcome.result().name()).put("attemptsLeft", outcome.attemptsLeft()));
    }

    private Response change(String serviceId, List<String> path, Fields fields) {
        Suspender by = Suspender.valueOf(fields.choice("by", By.class).name());
        Token token = bank.token(serviceId, path.get(1));
        Token changed = bank.changeFor(path.getLast(), token, by, fields.optional("reasonCode", "OTHER"));
        return Response.json(200, PlainBodies.token(changed));
    }

    private Response credential(String serviceId, String reference, Fields fields) {
        String sealed = bank.spending()
                .credential(
                        bank.token(serviceId, reference),
                        fields.object("recipientKey").body());
        return Response.json(201, Json.object().put("credential", sealed));
    }

    private Response search(String serviceId, Request request) {
        String app = request.query().get("paymentAppInstanceId");
        String card = request.query().get("panReference");
        if (app == null && card == null) {
            throw IssuerRefusal.missing("paymentAppInstanceId");
        }
        List<Token> found =
                card != null ? bank.memory().tokensOfCard(card) : bank.memory().tokensOfApp(String.valueOf(app));
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        found.stream()
                .filter(token -> token.isLive() && token.serviceId().equals(serviceId))
                .limit(MOST_FOUND)
                .forEach(token -> items.add(PlainBodies.token(token)));
        return Response.json(200, body);
    }
}
