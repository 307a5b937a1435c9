package io.coinslot.catalog.market;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The key file of a Google service account. */
final class ServiceAccountJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> NEEDED = List.of("client_email", "private_key", "token_uri");

    private ServiceAccountJson() {}

    static boolean isComplete(String text) {
        try {
            JsonNode file = JSON.readTree(text);
            return file.isObject()
                    && NEEDED.stream()
                            .allMatch(name -> file.path(name).isString()
                                    && !file.path(name).stringValue().isBlank());
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
