package io.coinslot.simulators.issuer;

import io.coinslot.simulators.issuer.Task.Funding;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides about the registration of cards, at once or later. Callers hold the company's lock. */
final class Registrations {
    private final BankMemory memory;
    private final FundingAccounts accounts;
    private final Tokens tokens;
    private final TokenUpdates updates;
    private final Obstinacy obstinacy;
    private final Clock clock;

    Registrations(
            BankMemory memory,
            FundingAccounts accounts,
            Tokens tokens,
            TokenUpdates updates,
            Obstinacy obstinacy,
            Clock clock) {
        this.memory = memory;
        this.accounts = accounts;
        this.tokens = tokens;
        this.updates = updates;
        this.obstinacy = obstinacy;
        this.clock = clock;
    }

    /** What a requestor orders. */
    record Order(
            String serviceId,
            String taskId,
            Shape shape,
            Funding funding,
            String paymentAppInstanceId,
            String tokenType,
            String recommendation) {

        /** Whether it orders what the task was ordered for: the same card, however it is named, for the same place. */
        boolean isFor(Task task) {
            return task.isAt(funding.panUniqueReference(), paymentAppInstanceId)
                    && task.tokenType().equals(tokenType);
        }
    }

    /** A task as it stands, and whether it stood before. */
    record Registered(Task task, boolean isRepeated) {}

    Registered register(Order order) {
        Task known = find(order.serviceId(), order.taskId());
        if (known != null) {
            if (!order.isFor(known)) {
                throw IssuerRefusal.conflict("DUPLICATE_TASK_ID", "taskId was used for something else.");
            }
            return new Registered(known, true);
        }
        Task task = received(order);
        requireFree(order);
        if (task.ruling().decision() == Decision.PENDING) {
            memory.put(task);
            return new Registered(task, false);
        }
        Task decided = decide(task, task.ruling().decision(), task.ruling().declineReason());
        if (decided.tokenUniqueReference() != null) {
            tell(decided);
        }
        return new Registered(decided, false);
    }

    /** A token for a card that was ordered in a way that the requestor's own records know nothing of. */
    Token makeElsewhere(String serviceId, KnownCard card, Shape shape, String paymentAppInstanceId) {
        Funding funding =
                new Funding(FundingSource.PAN_UNIQUE_REFERENCE, card.panUniqueReference(), card.suffix(), true);
        String taskId = "elsewhere-" + UUID.randomUUID();
        Order order = new Order(serviceId, taskId, shape, funding, paymentAppInstanceId, "CLOUD", "");
        requireFree(order);
        Task made = decide(received(order), Decision.APPROVED, null);
        return Objects.requireNonNull(tokenOf(made), "an approved card has a token");
    }

    private Task received(Order order) {
        Ruling ruling = ruling(order.funding());
        Instant now = clock.instant();
        boolean isLate = ruling.decision() == Decision.PENDING && ruling.lateDecision() != null;
        return new Task(
                order.serviceId(),
                order.taskId(),
                order.shape(),
                order.funding(),
                order.paymentAppInstanceId(),
                order.tokenType(),
                order.recommendation(),
                now,
                ruling,
                isLate ? now.plusSeconds(ruling.lateAfterSeconds()) : null,
                null,
                null,
                null,
                now);
    }

    private Ruling ruling(Funding funding) {
        KnownCard card = accounts.card(funding);
        if (card == null) {
            return Ruling.declined(DeclineReason.INVAL_ACCT);
        }
        return funding.expiryIsRight() ? card.ruling() : Ruling.declined(DeclineReason.INVAL_CARD);
    }

    /** A task, decided first if its time has come. */
    @Nullable
    Task find(String serviceId, String taskId) {
        Task task = memory.task(serviceId, taskId);
        return task == null || !isDue(task) ? task : decideLate(task);
    }

    /** Decides all whose time has come. */
    void decideDue() {
        memory.pending().stream().filter(this::isDue).forEach(this::decideLate);
    }

    /** Decides a pending task now, and tells its requestor. */
    Task decideNow(Task task, Decision decision, @Nullable DeclineReason reason) {
        Task decided = decide(task, decision, reason);
        updates.decided(decided, tokenOf(decided));
        return decided;
    }

    private boolean isDue(Task task) {
        return task.isPending() && task.lateAt() != null && !task.lateAt().isAfter(clock.instant());
    }

    private Task decideLate(Task task) {
        Decision decision = task.ruling().lateDecision();
        return decideNow(
                task,
                decision == null ? Decision.DECLINED : decision,
                task.ruling().declineReason());
    }

    private Task decide(Task task, Decision decision, @Nullable DeclineReason reason) {
        KnownCard card = accounts.card(task.funding());
        if (decision == Decision.DECLINED || card == null) {
            DeclineReason why = reason == null ? DeclineReason.DO_NOT_HONOR : reason;
            return keep(task.decided(Decision.DECLINED, why, null, clock.instant()));
        }
        boolean isActive = decision == Decision.APPROVED;
        Token token = tokens.make(task, card, isActive ? TokenStatus.ACTIVE : TokenStatus.INACTIVE);
        return keep(task.decided(decision, null, token.tokenUniqueReference(), clock.instant()));
    }

    private Task keep(Task task) {
        memory.put(task);
        return task;
    }

    private void tell(Task task) {
        Token token = tokenOf(task);
        if (token != null && token.status() == TokenStatus.ACTIVE) {
            updates.statusChanged(token, "ACTIVATED");
        }
    }

    /** The token that a task led to, or null. */
    @Nullable
    Token tokenOf(Task task) {
        return task.tokenUniqueReference() == null ? null : memory.token(task.tokenUniqueReference());
    }

    /** A card has one token in a payment application, or one task that may yet make it. */
    private void requireFree(Order order) {
        String card = order.funding().panUniqueReference();
        for (Token token : memory.tokensOfApp(order.paymentAppInstanceId())) {
            if (token.isLive() && token.face().panUniqueReference().equals(card)) {
                obstinacy.refused(Task.key(order.serviceId(), order.taskId()));
                throw IssuerRefusal.alreadyThere(token.tokenUniqueReference());
            }
        }
        if (memory.pending().stream().anyMatch(task -> task.isAt(card, order.paymentAppInstanceId()))) {
            throw IssuerRefusal.alreadyThere(null);
        }
    }
}
