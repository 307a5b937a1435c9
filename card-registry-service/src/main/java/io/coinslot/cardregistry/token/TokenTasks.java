package io.coinslot.cardregistry.token;

import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;
import java.time.Duration;
import java.util.List;

/** The tasks of tokens: what the financial company still has to be told. */
public final class TokenTasks {
    public static final String SUSPEND = "suspend";
    public static final String UNSUSPEND = "unsuspend";
    public static final String DELETE = "delete";
    public static final String RELEASE = "release";
    public static final String TELL_PEERS = "tell-peers";
    public static final String TELL_PEER = "tell-peer";

    private static final String CAUSED_BY = "causedBy";
    private static final String REASON_CODE = "reasonCode";
    private static final String REASON = "reason";
    private static final String KIND = "kind";
    private static final String PEER = "peer";
    private static final String SETTLES = "settles";

    /** Longer than an attempt may take (its lease), with some room for queues at the company. */
    private static final Duration UNTIL_ALL_IS_HEARD = Duration.ofSeconds(90);

    private TokenTasks() {}

    static TaskDraft tell(String kind, ChangeRequest request) {
        return of(TaskDraft.now(id(kind, request.causedBy()), kind), request);
    }

    /** Tells something whose contrary may be on its way still: that it was heard settles nothing. */
    static TaskDraft tellAtOnce(String kind, ChangeRequest request) {
        return tell(kind, request).with(SETTLES, "false");
    }

    /** Tells it once more when nothing told before can be on its way any more. */
    static TaskDraft tellAgain(String kind, ChangeRequest request) {
        return of(TaskDraft.after(UNTIL_ALL_IS_HEARD, againId(kind, request.causedBy()), kind), request);
    }

    private static TaskDraft of(TaskDraft draft, ChangeRequest request) {
        return draft.with(CAUSED_BY, request.causedBy().name())
                .with(REASON_CODE, request.reasonCode())
                .with(REASON, request.reason());
    }

    /** The tasks that tell of a change. */
    static String kindOf(TokenChange change) {
        return switch (change) {
            case SUSPEND -> SUSPEND;
            case UNSUSPEND -> UNSUSPEND;
            case DELETE -> DELETE;
        };
    }

    /** What a task tells of. */
    public static TokenChange changeOf(Task task) {
        return switch (task.kind()) {
            case SUSPEND -> TokenChange.SUSPEND;
            case UNSUSPEND -> TokenChange.UNSUSPEND;
            case DELETE -> TokenChange.DELETE;
            default -> throw new IllegalArgumentException(task.kind() + " tells of no change");
        };
    }

    static String againId(String kind, Suspender causedBy) {
        return id(kind, causedBy) + ":again";
    }

    /** Whether what was told is the newest that the company can have heard, once it was heard. */
    public static boolean settles(Task task) {
        return !"false".equals(task.data().get(SETTLES));
    }

    static List<String> allThatLift(Suspender causedBy) {
        return List.of(id(UNSUSPEND, causedBy), againId(UNSUSPEND, causedBy));
    }

    static String id(String kind, Suspender causedBy) {
        return kind.equals(DELETE) ? DELETE : kind + ":" + causedBy;
    }

    static TaskDraft release() {
        return TaskDraft.now(RELEASE, RELEASE);
    }

    static TaskDraft tellPeers(String kind) {
        return TaskDraft.now(TELL_PEERS, TELL_PEERS).with(KIND, kind);
    }

    /** Tells one peer. */
    public static TaskDraft tellPeer(String peerId, String kind) {
        return TaskDraft.now(TELL_PEER + ":" + kind + ":" + peerId, TELL_PEER)
                .with(KIND, kind)
                .with(PEER, peerId);
    }

    public static String peerOf(Task task) {
        return task.data().getOrDefault(PEER, "");
    }

    public static String kindOf(Task task) {
        return task.data().getOrDefault(KIND, "");
    }

    public static ChangeRequest requestOf(Task task) {
        return new ChangeRequest(
                Suspender.valueOf(task.data().getOrDefault(CAUSED_BY, "")),
                task.data().getOrDefault(REASON_CODE, "OTHER"),
                task.data().getOrDefault(REASON, ""),
                null);
    }
}
