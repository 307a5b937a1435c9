package io.coinslot.simulators.issuer;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Controls;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControls;
import io.coinslot.simulators.issuer.Obstinacy.Answer;
import io.coinslot.simulators.issuer.Obstinacy.Will;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.protocol.Request;
import io.coinslot.simulators.protocol.Response;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of the company: its own decisions, and what its cardholders receive. */
final class IssuerControl implements Controls {
    private final Bank bank;
    private final DecisionTable table;
    private final IssuerSettings settings;
    private final IssuerResend resend;
    private final SpendingControl spending;
    private final Target target;
    private final Lock lock;

    IssuerControl(
            Bank bank,
            DecisionTable table,
            IssuerSettings settings,
            IssuerResend resend,
            SpendingControl spending,
            Target target,
            Lock lock) {
        this.bank = bank;
        this.table = table;
        this.settings = settings;
        this.resend = resend;
        this.spending = spending;
        this.target = target;
        this.lock = lock;
    }

    /** The company's lock. */
    interface Lock {
        <T> T locked(Supplier<T> work);
    }

    private enum Funded {
        RENEWED,
        REPLACED
    }

    @Override
    public @Nullable Response handle(Request request) {
        try {
            return request.method().equals("POST") ? post(request) : get(request);
        } catch (IssuerRefusal refusal) {
            throw ControlRefusal.conflict(refusal.code() + ": " + refusal.detail());
        }
    }

    private @Nullable Response get(Request request) {
        return switch (request.method() + " " + String.join("/", request.path())) {
            case "GET credentials" -> Response.json(200, settings.credentials(MarketControls.serviceId(request)));
            case "GET decisions" -> Response.json(200, lock.locked(this::decisions));
            case "GET authorisations" -> Response.json(200, lock.locked(spending::authorisations));
            case "GET codes" -> Response.json(200, lock.locked(() -> codes(request)));
            case "GET token-numbers" -> Response.json(200, lock.locked(() -> tokenNumber(request)));
            case "GET ledger" ->
                lock.locked(
                        () -> IssuerLedger.page(bank, LedgerQuery.of(request)).response());
            default -> null;
        };
    }

    private @Nullable Response post(Request request) {
        Input input = new Input(Json.read(request.body()));
        List<String> path = request.path();
        if (path.size() == 1) {
            return switch (path.getFirst()) {
                case "requestors" -> Response.json(201, settings.add(input));
                case "decisions" -> Response.json(200, lock.locked(() -> decide(input)));
                case "authorisations" -> Response.json(200, lock.locked(() -> spending.rule(input)));
                case "codes" -> codeForm(input);
                case "tokens" -> Response.json(201, lock.locked(() -> makeElsewhere(input)));
                case "obstinacy" -> obstinacy(input);
                case "notifications" ->
                    Response.json(200, lock.locked(() -> resend.prepare(input)).send());
                case "notification-target" -> target(input);
                default -> null;
            };
        }
        if (path.size() != 3) {
            return null;
        }
        return switch (path.getFirst() + "/" + path.getLast()) {
            case "tasks/decide" -> Response.json(200, lock.locked(() -> decideTask(path.get(1), input)));
            case "tokens/suspend", "tokens/unsuspend", "tokens/delete" ->
                Response.json(200, lock.locked(() -> change(path, input)));
            case "tokens/fund" -> Response.json(200, lock.locked(() -> fund(path.get(1), input)));
            default -> null;
        };
    }

    private JsonNode makeElsewhere(Input input) {
        String number = input.text("accountNumber");
        KnownCard card = CardNumbers.isValid(number) ? table.byNumber(number) : null;
        if (card == null) {
            throw ControlRefusal.invalid("/accountNumber", "must be a number of the company's");
        }
        return MdesBodies.token(bank.registrations()
                .makeElsewhere(
                        input.text("serviceId", "coinslot"),
                        card,
                        input.choice("shape", Shape.PLAIN),
                        input.text("paymentAppInstanceId")));
    }

    private Response obstinacy(Input input) {
        Will will = new Will(
                input.choice("suspend", Answer.DONE),
                input.choice("unsuspend", Answer.DONE),
                input.choice("delete", Answer.DONE),
                input.flag("remembersTasks", false));
        return lock.locked(() -> {
            bank.obstinacy().set(will);
            return Response.empty(204);
        });
    }

    private Response target(Input input) {
        target.set(input.text("url"));
        return Response.empty(204);
    }

    private Response codeForm(Input input) {
        int length = input.number("length", CodeForm.USUAL.length(), CodeForm.SHORTEST, CodeForm.LONGEST);
        CodeForm form = new CodeForm(length, input.flag("letters", false));
        return lock.locked(() -> {
            bank.activations().setForm(form);
            return Response.empty(204);
        });
    }

    private JsonNode tokenNumber(Request request) {
        Token token = token(request.query().getOrDefault("tokenUniqueReference", ""));
        return Json.object()
                .put("tokenUniqueReference", token.tokenUniqueReference())
                .put("tokenNumber", spending.numbers().of(token));
    }

    /** The number goes into a reference and a mask, and nowhere else. */
    private JsonNode decide(Input input) {
        String number = input.text("accountNumber");
        if (!CardNumbers.isValid(number)) {
            throw ControlRefusal.invalid("/accountNumber", "must be a card's number");
        }
        Ruling ruling = ruling(input);
        KnownCard known = table.byNumber(number);
        KnownCard card = known != null
                ? known.ruled(ruling)
                : table.card(number, input.text("expiry", "0330"), CardNumbers.brand(number), ruling);
        bank.memory().put(card);
        return row(card);
    }

    private static Ruling ruling(Input input) {
        Decision decision = input.choice("decision", Decision.APPROVED);
        DeclineReason reason = reason(input);
        Decision late = null;
        if (decision == Decision.PENDING && input.optionalText("lateDecision") != null) {
            late = input.choice("lateDecision", Decision.APPROVED);
        }
        return new Ruling(decision, reason, late, input.number("lateAfterSeconds", Ruling.USUAL_SECONDS, 0, 86_400));
    }

    private static @Nullable DeclineReason reason(Input input) {
        return input.optionalText("declineReason") == null
                ? null
                : input.choice("declineReason", DeclineReason.DO_NOT_HONOR);
    }

    private JsonNode decisions() {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        table.all().forEach(card -> items.add(row(card)));
        return body;
    }

    private static ObjectNode row(KnownCard card) {
        Ruling ruling = card.ruling();
        return Json.object()
                .put("card", card.masked())
                .put("panUniqueReference", card.panUniqueReference())
                .put("expiry", card.expiry())
                .put("brand", card.brandName())
                .put("decision", ruling.decision().name())
                .put(
                        "declineReason",
                        ruling.declineReason() == null
                                ? null
                                : ruling.declineReason().name())
                .put(
                        "lateDecision",
                        ruling.lateDecision() == null
                                ? null
                                : ruling.lateDecision().name())
                .put("lateAfterSeconds", ruling.lateAfterSeconds());
    }

    private JsonNode decideTask(String taskId, Input input) {
        Task task = bank.memory().anyTask(taskId);
        if (task == null) {
            throw ControlRefusal.unknown("no such task");
        }
        Decision decision = input.choice("decision", Decision.APPROVED);
        if (!task.isPending() || decision == Decision.PENDING) {
            throw ControlRefusal.conflict("the task is decided already, or the decision is none");
        }
        Task decided = bank.registrations().decideNow(task, decision, reason(input));
        Token token = bank.registrations().tokenOf(decided);
        return MdesBodies.decision(Json.object().put("taskId", taskId), decided, token, bank.now());
    }

    private JsonNode change(List<String> path, Input input) {
        Token changed = bank.change(
                path.getLast(), token(path.get(1)), Suspender.ISSUER, input.text("reasonCode", "SUSPECTED_FRAUD"));
        return MdesBodies.token(changed);
    }

    private JsonNode fund(String reference, Input input) {
        boolean isReplaced = input.choice("kind", Funded.RENEWED) == Funded.REPLACED;
        return MdesBodies.token(bank.tokens().fund(token(reference), isReplaced));
    }

    private JsonNode codes(Request request) {
        String reference = request.query().get("tokenUniqueReference");
        if (reference == null) {
            Task task = bank.memory().anyTask(request.query().getOrDefault("taskId", ""));
            reference = task == null ? null : task.tokenUniqueReference();
        }
        if (reference == null || bank.memory().token(reference) == null) {
            throw ControlRefusal.unknown("no such token: name it by tokenUniqueReference or taskId");
        }
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        bank.activations()
                .ofToken(reference)
                .forEach(code -> items.addObject()
                        .put("code", code.code())
                        .put("methodId", code.methodId())
                        .put("issuedAt", code.issuedAt().toString())
                        .put("expiresAt", code.expiresAt().toString())
                        .put("state", code.state(bank.now()).name()));
        return body;
    }

    private Token token(String reference) {
        Token token = bank.memory().token(reference);
        if (token == null) {
            throw ControlRefusal.unknown("no such token");
        }
        return token;
    }
}
