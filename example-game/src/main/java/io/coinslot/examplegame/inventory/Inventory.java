package io.coinslot.examplegame.inventory;

import io.coinslot.examplegame.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * What players own, kept in an append-only file that is forced to the disk before anything is answered. A purchase is
 * granted once and taken back once, whatever comes how often and in whatever order, until its money is there again.
 */
public final class Inventory implements AutoCloseable {
    private final Map<String, Map<String, Integer>> countByItemByPlayer = new HashMap<>();
    private final Set<String> granted = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Clock clock;
    private final FileChannel file;

    private Inventory(FileChannel file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Opens the file, making it at the first start. */
    public static Inventory open(Path path, Clock clock) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            String text = Files.exists(path) ? Files.readString(path) : "";
            int whole = text.lastIndexOf('\n') + 1;
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // A kill in the middle of a line leaves a torn one, which was never answered for.
            file.truncate(text.substring(0, whole).getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
            file.position(file.size());
            Inventory inventory = new Inventory(file, clock);
            text.substring(0, whole).lines().forEach(inventory::replay);
            return inventory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** What became of a grant. */
    public enum Grant {
        /** The player has the goods now. */
        GIVEN,
        /** The player had them already. */
        GIVEN_BEFORE,
        /** The money had gone back before: nothing is given. */
        REFUNDED_BEFORE
    }

    /** Grants what was bought, once. */
    public synchronized Grant grant(String purchaseId, String player, Goods goods) {
        if (takenBack.contains(purchaseId)) {
            return granted.contains(purchaseId) ? Grant.GIVEN_BEFORE : Grant.REFUNDED_BEFORE;
        }
        if (granted.contains(purchaseId)) {
            return Grant.GIVEN_BEFORE;
        }
        record(new Entry(Entry.Kind.GRANTED, purchaseId, player, goods, clock.instant()));
        return Grant.GIVEN;
    }

    /** Takes back what was bought, once; what the player has used up already is owed. */
    public synchronized boolean takeBack(String purchaseId, String player, Goods goods) {
        if (takenBack.contains(purchaseId)) {
            return false;
        }
        record(new Entry(Entry.Kind.TAKEN_BACK, purchaseId, player, goods, clock.instant()));
        return true;
    }

    /** Gives back what was taken back, since the money is there again; what was never granted may be granted now. */
    public synchronized boolean restore(String purchaseId, String player, Goods goods) {
        if (!takenBack.contains(purchaseId)) {
            return false;
        }
        record(new Entry(Entry.Kind.RESTORED, purchaseId, player, goods, clock.instant()));
        return true;
    }

    /** How many of each item the player has; negative where the player owes. */
    public synchronized Map<String, Integer> of(String player) {
        return new TreeMap<>(countByItemByPlayer.getOrDefault(player, Map.of()));
    }

    /** Whether the purchase was granted and not taken back. */
    public synchronized boolean holds(String purchaseId) {
        return granted.contains(purchaseId) && !takenBack.contains(purchaseId);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(Entry entry) {
        byte[] json = Json.bytes(entry);
        ByteBuffer line =
                ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        apply(entry);
    }

    private void replay(String line) {
        try {
            apply(Json.as(Json.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)), Entry.class));
        } catch (JacksonException e) {
            throw new IllegalStateException("the inventory's file is damaged at: " + line, e);
        }
    }

    private void apply(Entry entry) {
        switch (entry.kind()) {
            case GRANTED -> {
                granted.add(entry.purchaseId());
                change(entry, entry.goods().count());
            }
            case TAKEN_BACK -> {
                takenBack.add(entry.purchaseId());
                if (granted.contains(entry.purchaseId())) {
                    change(entry, -entry.goods().count());
                }
            }
            case RESTORED -> {
                takenBack.remove(entry.purchaseId());
                if (granted.contains(entry.purchaseId())) {
                    change(entry, entry.goods().count());
                }
            }
        }
    }

    private void change(Entry entry, int by) {
        countByItemByPlayer
                .computeIfAbsent(entry.player(), player -> new TreeMap<>())
                .merge(entry.goods().item(), by, Integer::sum);
    }
}
