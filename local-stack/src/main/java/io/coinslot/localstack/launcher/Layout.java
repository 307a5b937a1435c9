package io.coinslot.localstack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where things lie: the project that was built, and {@code .coinslot} with everything that running it makes. */
record Layout(Path root) {

    /** The folder .coinslot, or what the property coinslot.state names, for a second stack beside the first. */
    Path state() {
        String named = System.getProperty("coinslot.state");
        return named == null ? root.resolve(".coinslot") : Path.of(named).toAbsolutePath();
    }

    Path data(String name) {
        return state().resolve("data").resolve(name);
    }

    Path keys() {
        return state().resolve("keys");
    }

    Path run() {
        return state().resolve("run");
    }

    /** Where a process puts what it needs for as long as it runs. */
    Path temporary(String name) {
        return state().resolve("tmp").resolve(name);
    }

    Path log(String name) {
        return state().resolve("logs").resolve(name + ".log");
    }

    /** What is made from the build alone is shared by all stacks of the project. */
    Path application(String name) {
        return root.resolve(".coinslot/apps").resolve(name);
    }

    Path aotCache(String name) {
        return root.resolve(".coinslot/aot").resolve(name + ".aot");
    }

    Path connection() {
        return state().resolve("connection.json");
    }

    /** The executable archive that a service's build leaves. */
    Path archive(String module) {
        return root.resolve(module).resolve("target").resolve(module + "-0.1.0-SNAPSHOT-app.jar");
    }

    Path classes(String module) {
        return root.resolve(module).resolve("target/classes");
    }

    /** The file in which a module's build names what it needs at run time. */
    Path classpath(String module) {
        return root.resolve(module).resolve("target/classpath");
    }

    void createDirectories() throws IOException {
        // Secrets and data are for the user alone who started this.
        Folder.createRestricted(state());
        for (Path directory :
                List.of(keys(), run(), log("x").getParent(), aotCache("x").getParent())) {
            Files.createDirectories(directory);
        }
        Folder.createRestricted(keys());
    }
}
