package io.coinslot.cardregistry.token;

import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.aggregate.TaskDraft;

/** The tasks of tokens: what the financial company still has to be told. */
public final class TokenTasks {
    public static final String SUSPEND = "suspend";
    public static final String UNSUSPEND = "unsuspend";
    public static final String DELETE = "delete";
    public static final String RELEASE = "release";
    public static final String TELL_PEERS = "tell-peers";

    private static final String CAUSED_BY = "causedBy";
    private static final String REASON_CODE = "reasonCode";
    private static final String REASON = "reason";
    private static final String KIND = "kind";

    private TokenTasks() {}

    static TaskDraft tell(String kind, ChangeRequest request) {
        return TaskDraft.now(id(kind, request.causedBy()), kind)
                .with(CAUSED_BY, request.causedBy().name())
                .with(REASON_CODE, request.reasonCode())
                .with(REASON, request.reason());
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

    public static String kindOf(Task task) {
        return task.data().getOrDefault(KIND, "");
    }

    public static ChangeRequest requestOf(Task task) {
        return new ChangeRequest(
                Suspender.valueOf(task.data().getOrDefault(CAUSED_BY, "")),
                task.data().getOrDefault(REASON_CODE, "OTHER"),
                task.data().getOrDefault(REASON, ""));
    }
}
