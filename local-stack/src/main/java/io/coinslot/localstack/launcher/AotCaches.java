package io.coinslot.localstack.launcher;

import io.coinslot.localstack.process.JavaCommand;
import io.coinslot.localstack.registry.RegistryCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.CRC32;

/**
 * AOT caches (JEP 514) of the processes: a process without one records what it loads and writes the cache when it is
 * ended in order; from then on it starts with it. A cache belongs to one class path of one build; another build's is
 * deleted and recorded anew. The virtual machine itself ignores a cache that does not fit.
 */
record AotCaches(Layout layout, boolean enabled) {
    private static final String RECORD = "-XX:AOTCacheOutput=";

    JavaCommand applied(String name, JavaCommand command) throws IOException {
        if (!enabled) {
            return command;
        }
        Path identityFile = layout.aotCache(name).resolveSibling(name + ".build");
        String identity = identity(command);
        if (!Files.exists(identityFile) || !Files.readString(identityFile).equals(identity)) {
            Files.deleteIfExists(layout.aotCache(name));
            Files.writeString(identityFile, identity);
        }
        return command.withFlags(List.of(flag(name)));
    }

    private String flag(String name) {
        if (name.equals(Stack.REGISTRY) && Files.exists(RegistryCommand.cache())) {
            return "-XX:AOTCache=" + RegistryCommand.cache();
        }
        Path cache = layout.aotCache(name);
        return Files.exists(cache) ? "-XX:AOTCache=" + cache : RECORD + recording(name);
    }

    /** Whether the process that was started last under this name writes a cache when it ends. */
    boolean isRecording(String name) throws IOException {
        Path arguments = layout.run().resolve(name + ".args");
        return Files.exists(arguments) && Files.readString(arguments).contains(RECORD);
    }

    /** Puts a finished recording in place; false if there is none. */
    boolean keep(String name) throws IOException {
        if (!Files.exists(recording(name))) {
            forget(name);
            return false;
        }
        Files.move(
                recording(name),
                layout.aotCache(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** Throws away what a process recorded that failed: the cache, and what the virtual machine makes it of. */
    void forget(String name) throws IOException {
        Files.deleteIfExists(recording(name));
        Files.deleteIfExists(recording(name).resolveSibling(recording(name).getFileName() + ".config"));
    }

    /** Two stacks of one project may record at the same time. */
    private Path recording(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(layout.state().toString().getBytes(StandardCharsets.UTF_8));
        return layout.aotCache(name + "-" + Long.toHexString(checksum.getValue()) + "-recording");
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
