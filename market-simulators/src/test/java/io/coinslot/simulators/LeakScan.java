package io.coinslot.simulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Listens to every log line of every level, to look for card numbers in them afterwards. */
public final class LeakScan extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Level before = ROOT.getLevel();

    public LeakScan() {
        setLevel(Level.ALL);
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        StringBuilder text = new StringBuilder();
        text.append(logged.getMessage());
        if (logged.getParameters() != null) {
            text.append(List.of(logged.getParameters()).toString());
        }
        for (Throwable thrown = logged.getThrown(); thrown != null; thrown = thrown.getCause()) {
            text.append(' ').append(thrown.toString());
        }
        lines.add(text.toString());
    }

    public List<String> lines() {
        return lines;
    }

    /** Every published test number, with its expiry. */
    public static Map<String, String> cards() {
        Map<String, String> cards = new TreeMap<>();
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                LeakScan.class.getResourceAsStream("/io/coinslot/simulators/issuer/cards.csv"),
                StandardCharsets.UTF_8))) {
            table.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(",", -1);
                cards.put(cells[0], cells[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cards;
    }

    /** Everything that was logged or that lies in the folder, as far as it holds one of the numbers. */
    public List<String> leaks(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Stream<String> kept = files.filter(Files::isRegularFile).map(LeakScan::content);
            return Stream.concat(lines.stream(), kept)
                    .filter(text -> cards().keySet().stream().anyMatch(text::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        ROOT.setLevel(before);
    }
}
