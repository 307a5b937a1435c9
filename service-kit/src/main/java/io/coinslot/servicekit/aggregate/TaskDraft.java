package io.coinslot.servicekit.aggregate;

import java.time.Duration;
import java.util.Map;

/**
 * A task to be recorded with a change of state. With no delay the process that wrote it starts at once.
 *
 * @param taskId unique within the aggregate; names what is done, such as verify or refund:17
 * @param kind which {@link io.coinslot.servicekit.task.TaskHandler} does it
 * @param data what the handler needs beyond the state; no secrets
 */
public record TaskDraft(String taskId, String kind, Duration delay, Map<String, String> data) {
    public TaskDraft {
        data = Map.copyOf(data);
    }

    public static TaskDraft now(String taskId, String kind) {
        return new TaskDraft(taskId, kind, Duration.ZERO, Map.of());
    }

    public static TaskDraft after(Duration delay, String taskId, String kind) {
        return new TaskDraft(taskId, kind, delay, Map.of());
    }

    public TaskDraft with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(data);
        more.put(name, value);
        return new TaskDraft(taskId, kind, delay, more);
    }
}
