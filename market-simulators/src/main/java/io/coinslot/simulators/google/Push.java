package io.coinslot.simulators.google;

import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.protocol.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The envelope that Pub/Sub puts around data pushed to an HTTP endpoint. */
final class Push {
    private Push() {}

    static byte[] body(ServiceAccount account, byte[] data, String messageId, Instant publishedAt) {
        ObjectNode body = Json.object();
        ObjectNode message = body.putObject("message");
        message.putObject("attributes");
        message.put("data", Base64.getEncoder().encodeToString(data))
                .put("messageId", messageId)
                .put("message_id", messageId)
                .put("publishTime", publishedAt.toString())
                .put("publish_time", publishedAt.toString());
        return Json.bytes(body.put("subscription", account.subscription()));
    }

    static Message.Post post(String url, byte[] body, @Nullable String token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)");
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return new Message.Post(url, headers, body);
    }
}
