package io.coinslot.cardregistry.registration;

import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;
import java.util.Objects;

/** The tasks of registrations. Those of a card carry its reference. */
public final class RegistrationTasks {
    public static final String VERIFY_ACCOUNT = "verify-account";
    public static final String SEARCH = "search";
    public static final String FETCH_CREDENTIAL = "fetch-credential";
    public static final String SUBMIT = "submit";
    public static final String LOOK_UP = "look-up";
    public static final String SEND_CODE = "send-code";
    public static final String CHECK_ACTIVATION = "check-activation";
    public static final String PROVISION = "provision";
    public static final String DISCARD = "discard";
    public static final String LATE_TOKEN = "late-token";
    public static final String RELEASE = "release";
    public static final String EXPIRE = "expire";

    /** A code that is being checked is answered long before; this is for a process that died over it. */
    static final Duration UNTIL_CHECKS_ARE_DONE = Duration.ofSeconds(30);

    static final Duration UNTIL_FIRST_LOOK_UP = Duration.ofSeconds(1);

    /** What never arrived, though the company was heard of it, is not sent over and over. */
    static final Duration UNTIL_SENT_AGAIN = Duration.ofSeconds(30);

    /** What is told by callback, our own call's answer tells too, usually within a few milliseconds. */
    static final Duration UNTIL_ANSWERS_ARE_IN = Duration.ofMillis(500);

    /** What was on its way when the card ended has mostly arrived by then. */
    static final Duration UNTIL_LATE_TOKENS_ARE_MADE = Duration.ofMinutes(1);

    private static final String CARD = "card";
    private static final String HEARD = "heard";
    private static final String PEER = "peer";
    private static final String WAITS = "waits";

    private RegistrationTasks() {}

    static TaskDraft verifyAccount() {
        return TaskDraft.now(VERIFY_ACCOUNT, VERIFY_ACCOUNT);
    }

    static TaskDraft expire(Duration delay) {
        return TaskDraft.after(delay, EXPIRE, EXPIRE);
    }

    static TaskDraft search(String peerId) {
        return TaskDraft.now(SEARCH + ":" + peerId, SEARCH).with(PEER, peerId);
    }

    static TaskDraft ofCard(String kind, String cardReferenceId) {
        return ofCard(kind, cardReferenceId, Duration.ZERO);
    }

    static TaskDraft ofCard(String kind, String cardReferenceId, Duration delay) {
        return TaskDraft.after(delay, id(kind, cardReferenceId), kind).with(CARD, cardReferenceId);
    }

    /** Looks at a token because the company told of it, beside what a check of a code started. */
    static TaskDraft heardOfToken(String cardReferenceId) {
        return TaskDraft.after(UNTIL_ANSWERS_ARE_IN, heardOfTokenId(cardReferenceId), CHECK_ACTIVATION)
                .with(CARD, cardReferenceId)
                .with(HEARD, "true");
    }

    static String heardOfTokenId(String cardReferenceId) {
        return id(CHECK_ACTIVATION + ":heard", cardReferenceId);
    }

    /** Whether no check of a code has started it, so that it says nothing of one. */
    public static boolean isOfToken(Task task) {
        return task.data().containsKey(HEARD);
    }

    /** @param waits how often the card was waited for before */
    static TaskDraft fetchLater(String cardReferenceId, int waits, Duration delay) {
        return ofCard(FETCH_CREDENTIAL, cardReferenceId, delay).with(WAITS, String.valueOf(waits));
    }

    public static int waitsOf(Task task) {
        return Integer.parseInt(task.data().getOrDefault(WAITS, "0"));
    }

    static String id(String kind, String cardReferenceId) {
        return kind + ":" + cardReferenceId;
    }

    public static String cardOf(Task task) {
        return Objects.requireNonNull(task.data().get(CARD), "a card's task names it");
    }

    public static String peerOf(Task task) {
        return Objects.requireNonNull(task.data().get(PEER), "a search names its peer");
    }
}
