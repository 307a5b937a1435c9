package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.ProcessRecord;
import io.coinslot.localstack.process.ProcessTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code connection.json}: where everything listens, and with which secrets it is used. */
record Connection(Layout layout, Ports ports, Keys keys, ProcessTable table) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write() throws IOException {
        Map<String, Object> connection = new LinkedHashMap<>();
        connection.put("gateway", Ports.url(ports.gateway()));
        connection.put("portBase", ports.base());
        connection.put(
                "admin", Map.of("clientId", Keys.ADMIN_CLIENT, "clientSecret", keys.clientSecret(Keys.ADMIN_CLIENT)));
        connection.put("demoService", demoService());
        connection.put("kafka", "127.0.0.1:" + ports.broker());
        connection.put("schemaRegistry", Ports.url(ports.registry()));
        connection.put("mongodb", "mongodb://127.0.0.1:" + ports.store());
        connection.put("simulators", Ports.url(ports.simulators()));
        connection.put("exampleGame", Ports.url(ports.exampleGame()));
        connection.put("processes", processes());
        PrivateFiles.replace(layout.connection(), JSON.writeValueAsString(connection) + "\n");
    }

    private Map<String, Object> demoService() throws IOException {
        Seeded seeded = Seeded.remembered(layout);
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("serviceId", DemoService.SERVICE);
        service.put("clientId", DemoService.CLIENT);
        service.put("clientSecret", keys.clientSecret(DemoService.CLIENT, seeded.clientSecret()));
        service.put("webhookSecret", keys.webhookSecret(DemoService.SERVICE, seeded.webhookSecret()));
        return service;
    }

    private Map<String, Object> processes() {
        Map<String, Object> processes = new LinkedHashMap<>();
        for (ProcessRecord process : table.all()) {
            if (process.running().isPresent()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("pid", process.pid());
                entry.put("port", process.port());
                entry.put("log", process.log().toString());
                processes.put(process.name(), entry);
            }
        }
        return processes;
    }
}
