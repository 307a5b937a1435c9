package io.coinslot.billing;

import io.coinslot.billing.delivery.WebhookSender;
import io.coinslot.houserules.api.DescribedApi;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A game's webhook receiver. Confirms each delivery unless told otherwise. */
public final class FakeGame implements WebhookSender {
    private final List<Message> received = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private Answer usual = new Answer(200, "{\"delivered\":true}");
    private @Nullable Runnable meanwhile;

    /** How it answers from now on. */
    public void answers(int status, String body) {
        usual = new Answer(status, body);
    }

    /** How it answers the next message; 0 means not at all. */
    public void answersNext(int status, String body) {
        answers.add(new Answer(status, body));
    }

    /** What happens while the next message is under way. */
    public void meanwhile(Runnable happening) {
        meanwhile = happening;
    }

    /** What it got, as long as all of it was as openapi.json describes it. */
    public List<Message> received() {
        if (!differences.isEmpty()) {
            throw new AssertionError(differences);
        }
        return List.copyOf(received);
    }

    @Override
    public Answer send(Message message) throws IOException {
        received.add(message);
        String type = JsonMapper.shared().readTree(message.body()).path("type").asString("");
        differences.addAll(DescribedApi.ofSourceTree().differencesOfWebhook(type, message.body()));
        if (meanwhile != null) {
            Runnable happening = meanwhile;
            meanwhile = null;
            happening.run();
        }
        Answer answer = answers.isEmpty() ? usual : answers.poll();
        if (answer.status() == 0) {
            throw new IOException("read timed out");
        }
        return answer;
    }
}
