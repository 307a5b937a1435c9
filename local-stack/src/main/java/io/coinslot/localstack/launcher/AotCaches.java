package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.CRC32;

/**
 * AOT caches (JEP 514) of the processes: a process without one records what it loads and writes the cache when it is
 * ended in order; from then on it starts with it. A cache belongs to one class path of one build; another build's is
 * deleted and recorded anew. The virtual machine itself ignores a cache that does not fit.
 */
record AotCaches(Layout layout, boolean enabled) {

    JavaCommand applied(String name, JavaCommand command) throws IOException {
        if (!enabled) {
            return command;
        }
        Path cache = layout.aotCache(name);
        Path identityFile = cache.resolveSibling(name + ".build");
        String identity = identity(command);
        if (!Files.exists(identityFile) || !Files.readString(identityFile).equals(identity)) {
            forget(name);
            Files.writeString(identityFile, identity);
        }
        return command.withFlags(flags(cache));
    }

    /** Throws away a cache, also one that was not finished. */
    void forget(String name) throws IOException {
        Path cache = layout.aotCache(name);
        Files.deleteIfExists(cache);
        Files.deleteIfExists(cache.resolveSibling(cache.getFileName() + ".config"));
    }

    private static List<String> flags(Path cache) {
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of("-XX:AOTCacheOutput=" + cache);
    }

    private static String identity(JavaCommand command) throws IOException {
        CRC32 checksum = new CRC32();
        for (Path file : command.classpath()) {
            FileTime changed = Files.getLastModifiedTime(file);
            checksum.update((file + " " + changed + " " + Files.size(file)).getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(checksum.getValue()) + " " + System.getProperty("java.vm.version");
    }
}
