package io.coinslot.localstack.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The broker's configuration: broker and controller in one process, loopback only, no topic by accident. */
record BrokerSettings(int port, int controllerPort, Path directory, ListenerSecurity security) {

    Map<String, String> asMap() {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(oneNode());
        settings.putAll(smallMachine());
        settings.putAll(security.settings());
        return settings;
    }

    private Map<String, String> oneNode() {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "CLIENTS://127.0.0.1:" + port),
                Map.entry("inter.broker.listener.name", "CLIENTS"),
                Map.entry("listener.security.protocol.map", "CLIENTS:" + security.protocol() + ",CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"));
    }

    private static Map<String, String> smallMachine() {
        return Map.ofEntries(
                Map.entry("offsets.topic.num.partitions", "6"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("share.coordinator.state.topic.num.partitions", "2"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "3"),
                Map.entry("num.replica.fetchers", "1"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("log.segment.bytes", "134217728"),
                Map.entry("metadata.log.max.record.bytes.between.snapshots", "4194304"),
                Map.entry("metadata.log.segment.bytes", "8388608"),
                Map.entry("metadata.max.retention.bytes", "16777216"));
    }
}
