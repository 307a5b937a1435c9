package io.coinslot.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes that were started, one small file each, so that a later run finds them. */
public record ProcessTable(Path directory) {
    private static final String SUFFIX = ".process";
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTable.class);
    private static final Set<String> FIELDS = Set.of("pid", "mark", "startedAt", "port", "log");

    public void write(ProcessRecord started) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(started.pid()));
        properties.setProperty("mark", started.mark());
        properties.setProperty("startedAt", started.startedAt().toString());
        properties.setProperty("port", Integer.toString(started.port()));
        properties.setProperty("log", started.log().toString());
        Path unfinished = directory.resolve(started.name() + ".tmp");
        try (var writer = Files.newBufferedWriter(unfinished)) {
            properties.store(writer, null);
        }
        Files.deleteIfExists(endingFile(started.name()));
        Files.move(
                unfinished, file(started.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void forget(String name) throws IOException {
        Files.deleteIfExists(file(name));
        Files.deleteIfExists(endingFile(name));
    }

    /** Notes that the process is being ended: it may still answer for a while. */
    public void noteEnding(String name) {
        try {
            Files.write(endingFile(name), new byte[0]);
        } catch (IOException e) {
            LOG.debug("{} is ended all the same, as when the disk is full", name, e);
        }
    }

    /** Whether the process that was written down last was being ended. */
    public boolean isEnding(String name) {
        return Files.exists(endingFile(name));
    }

    /**
     * What was written down about a process, whether it still runs or not. A record that cannot be read is none: it was
     * written when the machine went down, and the process with it.
     */
    public Optional<ProcessRecord> find(String name) {
        if (!Files.exists(file(name))) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(file(name))) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties.keySet().containsAll(FIELDS) ? Optional.of(record(name, properties)) : Optional.empty();
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessRecord record(String name, Properties properties) {
        return new ProcessRecord(
                name,
                Long.parseLong(properties.getProperty("pid")),
                properties.getProperty("mark"),
                Instant.parse(properties.getProperty("startedAt")),
                Integer.parseInt(properties.getProperty("port")),
                Path.of(properties.getProperty("log")));
    }

    /** Everything written down, by name. */
    public List<ProcessRecord> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .flatMap(name -> find(name.substring(0, name.length() - SUFFIX.length())).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path endingFile(String name) {
        return directory.resolve(name + ".ending");
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}
