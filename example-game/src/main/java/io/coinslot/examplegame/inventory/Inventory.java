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
 * granted once and taken back once, whatever comes how often and in whatever order, until its money is there again. Where
 * the money is, the highest version of the purchase knows: what an older one tells later changes nothing any more.
 */
public final class Inventory implements AutoCloseable {
    private final Map<String, Map<String, Integer>> countByItemByPlayer = new HashMap<>();
    private final Set<String> granted = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Map<String, Long> highestVersions = new HashMap<>();
    private final Clock clock;
    private final FileChannel file;
    private long wholeBytes;

    private Inventory(FileChannel file, Clock clock) throws IOException {
        this.file = file;
        this.wholeBytes = file.size();
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

    /**
     * Grants what was bought, once. An older version than the last is granted too, unless that one took the goods back;
     * a newer one says that the money is there again.
     *
     * @param version of the purchase that asks for it
     */
    public synchronized Grant grant(String purchaseId, String player, Goods goods, long version) {
        boolean isNews = version > highestVersion(purchaseId);
        if (takenBack.contains(purchaseId) && !isNews) {
            return granted.contains(purchaseId) ? Grant.GIVEN_BEFORE : Grant.REFUNDED_BEFORE;
        }
        boolean held = holds(purchaseId);
        if (!held || isNews) {
            record(new Entry(Entry.Kind.GRANTED, purchaseId, player, goods, version, clock.instant()));
        }
        return held ? Grant.GIVEN_BEFORE : Grant.GIVEN;
    }

    /**
     * Takes back what was bought, once; what the player has used up already is owed.
     *
     * @param version of the purchase that says so
     */
    public synchronized boolean takeBack(String purchaseId, String player, Goods goods, long version) {
        boolean takes = version >= highestVersion(purchaseId) && !takenBack.contains(purchaseId);
        if (takes || version > highestVersion(purchaseId)) {
            record(new Entry(Entry.Kind.TAKEN_BACK, purchaseId, player, goods, version, clock.instant()));
        }
        return takes;
    }

    /**
     * Gives back what was taken back, since the money is there again; what was never granted may be granted now. The
     * version is kept even if nothing was taken back: the refund that was made good may be told later.
     *
     * @param version of the purchase that says so
     */
    public synchronized boolean restore(String purchaseId, String player, Goods goods, long version) {
        boolean restores = version >= highestVersion(purchaseId) && takenBack.contains(purchaseId);
        if (restores || version > highestVersion(purchaseId)) {
            record(new Entry(Entry.Kind.RESTORED, purchaseId, player, goods, version, clock.instant()));
        }
        return restores;
    }

    private long highestVersion(String purchaseId) {
        return highestVersions.getOrDefault(purchaseId, 0L);
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
            // What was written before the disk failed was not answered for, and may be the half of a line.
            file.truncate(wholeBytes).position(wholeBytes);
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
            wholeBytes = file.position();
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

    /** The same line twice counts once: it may have reached the disk although the disk said that it had not. */
    private void apply(Entry entry) {
        String id = entry.purchaseId();
        boolean held = holds(id);
        switch (entry.kind()) {
            case GRANTED -> {
                granted.add(id);
                takenBack.remove(id);
            }
            case TAKEN_BACK -> takenBack.add(id);
            case RESTORED -> takenBack.remove(id);
        }
        if (holds(id) != held) {
            change(entry, held ? -entry.goods().count() : entry.goods().count());
        }
        if (entry.version() != null) {
            highestVersions.merge(id, entry.version(), Math::max);
        }
    }

    private void change(Entry entry, int by) {
        countByItemByPlayer
                .computeIfAbsent(entry.player(), player -> new TreeMap<>())
                .merge(entry.goods().item(), by, Integer::sum);
    }
}
