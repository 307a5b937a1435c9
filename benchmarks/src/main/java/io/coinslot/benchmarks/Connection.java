package io.coinslot.benchmarks;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The running stack as {@code .coinslot/connection.json} tells it. */
record Connection(
        URI gateway,
        Client admin,
        String kafka,
        URI schemaRegistry,
        String mongodb,
        URI simulators,
        Map<String, Process> processes) {

    record Client(String clientId, String clientSecret) {}

    record Process(long pid) {}

    static Connection read(Path file) {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(file, Connection.class);
    }
}
