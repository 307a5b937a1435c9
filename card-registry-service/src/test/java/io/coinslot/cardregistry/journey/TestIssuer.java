package io.coinslot.cardregistry.journey;

import io.coinslot.cardregistry.issuer.FinancialCompany;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.issuer.IssuerFailure.Kind;
import io.coinslot.cardregistry.issuer.TaskOutcome;
import io.coinslot.cardregistry.issuer.TokenizeRequest;
import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.registration.AuthenticationMethod;
import io.coinslot.cardregistry.registration.IssuedToken;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A financial company in memory: idempotent by task id, and doing what it is told by the test. */
public final class TestIssuer implements FinancialCompany {
    public static final String CODE = "246810";
    public static final String SEALED = "head..iv.text.tag";

    /** What happens to the next calls of tokenize. */
    public enum Mishap {
        /** It is done, and the answer is lost. */
        LOST_ANSWER,
        /** The request is lost. */
        LOST_REQUEST,
        /** The request is on its way, and nobody is left to hear of it. */
        CUT_SHORT,
        NOT_REACHED
    }

    private final Map<String, TaskOutcome> tasks = new HashMap<>();
    private final Map<String, Boolean> active = new HashMap<>();
    private final Deque<TaskOutcome> decisions = new ArrayDeque<>();
    public final Deque<Mishap> mishaps = new ArrayDeque<>();
    public final List<String> tokenized = new ArrayList<>();
    public final List<String> deleted = new ArrayList<>();
    public final List<String> told = new ArrayList<>();
    public final Map<String, Set<String>> suspended = new HashMap<>();
    public boolean knowsLocks = true;
    public int codesSent;
    public int wrongCodes;
    public boolean silentOnActivation;
    public boolean silentOnCodes;
    /** What happens instead of suspending a token or letting it go. */
    public IssuerFailure noChange;
    /** What happens instead of deleting a token. */
    public IssuerFailure noDeletion;
    /** What a deleted token is said to be. */
    public String deletedAs = "DEACTIVATED";
    /** A token that the next card has already, until it is deleted. */
    public String standing;
    /** What a task is known as that was refused because of it, where the company remembers it. */
    public TaskOutcome refusedAs;
    /** What happens before a card is refused because of it. */
    public Runnable beforeRefusing = () -> {};
    /** What happens between the next request to delete a token and its effect. */
    public Runnable beforeDeleting = () -> {};
    /** What happens between the next request to let a token go and its effect. */
    public Runnable beforeLettingGo;
    /** What happens between the next request to suspend a token and its effect. */
    public Runnable beforeHolding;
    /** What is told of a token that is suspended, or let go, in place of what it is. */
    public UnaryOperator<TokenReport> answering = report -> report;
    /** What happens between the company's decision on the next task and what is done with its answer. */
    public Runnable afterAnswering = () -> {};
    /** What happens instead of making a token. */
    public IssuerFailure noToken;
    /** What happens instead of looking up a task. */
    public final Map<String, IssuerFailure> noLookUps = new HashMap<>();
    /** What happens before each look-up of a task. */
    public Runnable beforeLookUps = () -> {};
    /** What happens between the next look-up of a task and what is done with the answer. */
    public final Map<String, Runnable> afterLookUps = new HashMap<>();
    /** The tasks that were looked up, in order. */
    public final List<String> lookedUp = new ArrayList<>();
    /** What happens instead of a credential. */
    public IssuerFailure noCredential;
    /** What happens before each credential; several at a time. */
    public Runnable beforeCredentials = () -> {};

    private Instant time = Instant.parse("2026-11-22T12:00:00Z");

    public synchronized TestIssuer decides(TaskOutcome... next) {
        decisions.addAll(List.of(next));
        return this;
    }

    public static TaskOutcome stepUp(String token) {
        return new TaskOutcome.AuthenticationRequired(
                token(token, "INACTIVE"),
                List.of(
                        new AuthenticationMethod("sms", "TEXT_TO_CARDHOLDER_NUMBER", "+82 10-****-1111"),
                        new AuthenticationMethod("mail", "EMAIL_TO_CARDHOLDER_ADDRESS", "c****@example.com")));
    }

    public static TaskOutcome approved(String token) {
        return new TaskOutcome.Approved(token(token, "ACTIVE"));
    }

    public static IssuedToken token(String reference, String status) {
        return new IssuedToken(
                reference,
                "FWSB-" + reference,
                null,
                "9876",
                "1111",
                "0330",
                status,
                Instant.parse("2026-11-22T11:00:00Z"),
                null);
    }

    /** Decides a task that was left undecided. */
    public synchronized void decide(String taskId, TaskOutcome outcome) {
        tasks.put(taskId, outcome);
    }

    @Override
    public synchronized TaskOutcome tokenize(TokenizeRequest request) throws IssuerFailure {
        Mishap mishap = mishaps.poll();
        if (mishap == Mishap.NOT_REACHED) {
            throw new IssuerFailure(Kind.RETRY_LATER, "ISSUER_UNAVAILABLE", null, null);
        }
        if (noToken != null) {
            throw noToken;
        }
        if (standing != null && !deleted.contains(standing)) {
            beforeRefusing.run();
            if (refusedAs != null) {
                tasks.put(request.taskId(), refusedAs);
            }
            throw new IssuerFailure(Kind.REFUSED, "TOKEN_ALREADY_EXISTS", null, null).becauseOf(standing);
        }
        tokenized.add(request.taskId());
        if (mishap == Mishap.CUT_SHORT) {
            throw new IllegalStateException("the process ended over it");
        }
        if (mishap == Mishap.LOST_REQUEST) {
            throw new IssuerFailure(Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        }
        TaskOutcome outcome = tasks.computeIfAbsent(
                request.taskId(), id -> decisions.isEmpty() ? approved("DWSB-" + id) : decisions.poll());
        if (mishap == Mishap.LOST_ANSWER) {
            throw new IssuerFailure(Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        }
        afterAnswering.run();
        return outcome;
    }

    @Override
    public synchronized TaskOutcome lookUp(String taskId) throws IssuerFailure {
        beforeLookUps.run();
        lookedUp.add(taskId);
        if (noLookUps.containsKey(taskId)) {
            throw noLookUps.get(taskId);
        }
        TaskOutcome outcome = tasks.getOrDefault(taskId, new TaskOutcome.NeverArrived());
        Runnable after = afterLookUps.remove(taskId);
        if (after != null) {
            after.run();
        }
        if (outcome instanceof TaskOutcome.AuthenticationRequired(var token, var methods)
                && active.getOrDefault(token.tokenUniqueReference(), false)) {
            return new TaskOutcome.AuthenticationRequired(token(token.tokenUniqueReference(), "ACTIVE"), methods);
        }
        return outcome;
    }

    @Override
    public synchronized Instant requestCode(TokenHandle token, String methodId) throws IssuerFailure {
        if (codesSent == 3) {
            throw new IssuerFailure(Kind.RETRY_LATER, "ACTIVATION_CODE_LIMIT", null, null);
        }
        codesSent++;
        wrongCodes = 0;
        if (silentOnCodes) {
            throw new IssuerFailure(Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        }
        return time.plusSeconds(600);
    }

    @Override
    public synchronized ActivationResult activate(TokenHandle token, String authenticationCode) throws IssuerFailure {
        ActivationResult result = authenticationCode.equals(CODE)
                ? ActivationResult.SUCCESS
                : authenticationCode.equals("000000")
                        ? ActivationResult.EXPIRED_CODE
                        : ++wrongCodes == 3
                                ? ActivationResult.INCORRECT_CODE_RETRIES_EXCEEDED
                                : ActivationResult.INCORRECT_CODE;
        if (result == ActivationResult.SUCCESS) {
            active.put(token.tokenUniqueReference(), true);
        }
        if (silentOnActivation) {
            throw new IssuerFailure(Kind.UNKNOWN, "ISSUER_UNAVAILABLE", null, null);
        }
        return result;
    }

    @Override
    public boolean knowsLocks() {
        return knowsLocks;
    }

    private String name(Reason reason) {
        return knowsLocks || reason.causedBy().equals("CARDHOLDER") ? reason.causedBy() : "TOKEN_REQUESTOR";
    }

    @Override
    public synchronized TokenReport suspend(TokenHandle token, Reason reason) throws IssuerFailure {
        told.add("suspend " + reason.causedBy());
        refuseIfAsked();
        if (beforeHolding != null) {
            Runnable once = beforeHolding;
            beforeHolding = null;
            once.run();
        }
        suspenders(token).add(name(reason));
        return report(token);
    }

    @Override
    public synchronized TokenReport unsuspend(TokenHandle token, Reason reason) throws IssuerFailure {
        told.add("unsuspend " + reason.causedBy());
        refuseIfAsked();
        if (beforeLettingGo != null) {
            Runnable once = beforeLettingGo;
            beforeLettingGo = null;
            once.run();
        }
        if (!suspenders(token).remove(name(reason))) {
            throw new IssuerFailure(Kind.REFUSED, "TOKEN_NOT_SUSPENDED_BY", null, null);
        }
        return report(token);
    }

    private void refuseIfAsked() throws IssuerFailure {
        if (noChange != null) {
            throw noChange;
        }
    }

    @Override
    public String credential(TokenHandle token, String recipientKey) throws IssuerFailure {
        beforeCredentials.run();
        if (noCredential != null) {
            throw noCredential;
        }
        return SEALED;
    }

    @Override
    public synchronized TokenReport delete(TokenHandle token, Reason reason) throws IssuerFailure {
        if (noDeletion != null) {
            throw noDeletion;
        }
        beforeDeleting.run();
        deleted.add(token.tokenUniqueReference());
        time = time.plusMillis(1);
        return new TokenReport(deletedAs, Set.of(), time);
    }

    public Set<String> suspenders(TokenHandle token) {
        return suspended.computeIfAbsent(token.tokenUniqueReference(), reference -> new HashSet<>());
    }

    /** When something happens to a token, after everything that has. */
    public synchronized Instant next() {
        time = time.plusMillis(1);
        return time;
    }

    private TokenReport report(TokenHandle token) {
        Set<String> by = suspenders(token);
        time = time.plusMillis(1);
        return answering.apply(new TokenReport(by.isEmpty() ? "ACTIVE" : "SUSPENDED", by, time));
    }
}
