package io.focusforge.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.StackOptions.Archives;
import io.focusforge.local.stack.StackOptions.Flags;
import io.focusforge.local.stack.StackOptions.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCommandTest {
    @TempDir
    Path directory;

    @Test
    void filesOfImagesRunOnTheirJavaWithTheirFlagsOnly() throws IOException {
        var application = application(directory.resolve("images/worker-service"));
        var files = new ImageFiles(Path.of("/opt/java"), directory.resolve("images"));
        var process = command(StackOptions.of(directory, directory.resolve("data"))
                .withArchives(Archives.TRAIN)
                .withImages(files));
        assertThat(process.directory().toPath()).isEqualTo(application);
        assertThat(process.command())
                .startsWith("/opt/java/bin/java", "@service.jvm", "-Xmx512m")
                .contains("-XX:AOTCacheOutput=app.aot")
                .doesNotContain("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m");
    }

    @Test
    void theLaptopRunsWhatTheBuildHasLeftOnTheJavaOfTheLauncher() throws IOException {
        var application = application(directory.resolve("worker-service/target/quarkus-app"));
        var process = command(StackOptions.of(directory, directory.resolve("data")));
        assertThat(process.directory().toPath()).isEqualTo(application);
        assertThat(process.command().getFirst()).startsWith(System.getProperty("java.home"));
        assertThat(process.command()).contains("@" + directory.resolve("images/service.jvm"));
    }

    @Test
    void whatTheBuildHasLeftRunsWithTheFlagsOfImagesWhenAsked() throws IOException {
        application(directory.resolve("worker-service/target/quarkus-app"));
        var own = Files.createDirectories(directory.resolve("images")).resolve("worker-service.jvm");
        Files.writeString(own, "-Xms256m");
        var process =
                command(StackOptions.of(directory, directory.resolve("data")).withFlags(Flags.IMAGES));
        assertThat(process.command())
                .contains("@" + directory.resolve("images/service.jvm"), "@" + own, "-Xmx512m")
                .noneMatch(flag -> flag.startsWith("-XX:TieredStopAtLevel") || flag.startsWith("-Xss"));
    }

    @Test
    void optimisesWhereRequestsAreAnsweredUnlessItIsForMinutesOnly() throws IOException {
        var quick = "-XX:TieredStopAtLevel=1";
        var options = StackOptions.of(directory, directory.resolve("data"));
        application(directory.resolve("gateway-service/target/quarkus-app"));
        assertThat(ServiceCommand.of(Service.GATEWAY, options).process().command())
                .doesNotContain(quick);
        assertThat(ServiceCommand.of(Service.GATEWAY, options.withFlags(Flags.BRIEF))
                        .process()
                        .command())
                .contains(quick);
    }

    @Test
    void saysWhatIsNotBuilt() {
        assertThatThrownBy(() -> command(StackOptions.of(directory, directory.resolve("data"))))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("worker-service is not built");
    }

    @Test
    void nativeExecutablesNeedNoJava() throws IOException {
        var executable = directory.resolve("worker-service/target/worker-service-runner");
        var options =
                StackOptions.of(directory, directory.resolve("data")).withNatives(StackOptions.natives("ai, worker"));
        assertThatThrownBy(() -> command(options)).hasMessageContaining("./focusforge build --native worker");
        Files.createDirectories(executable.getParent());
        assertThat(Files.createFile(executable).toFile().setExecutable(true)).isTrue();
        assertThat(command(options).command())
                .startsWith(executable.toString(), "-Xmx160m")
                .noneMatch(argument -> argument.startsWith("-XX"));
    }

    @Test
    void aNativeWorkerIsToldWhereTheJavaAndTheLibrariesAreThatReadFiles() throws IOException {
        var target = Files.createDirectories(directory.resolve("worker-service/target"));
        assertThat(Files.createFile(target.resolve("worker-service-runner"))
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        var options = StackOptions.of(directory, directory.resolve("data")).withNatives(StackOptions.natives("worker"));
        assertThat(command(options).command())
                .contains("-Dfocusforge.extract.java-home=" + System.getProperty("java.home"))
                .contains("-Dfocusforge.extract.class-path=%1$s/lib/boot/*:%1$s/lib/main/*:%1$s/app/*"
                        .formatted(target.resolve("quarkus-app")));
    }

    private static ProcessBuilder command(StackOptions options) {
        return ServiceCommand.of(Service.WORKER, options).process();
    }

    private static Path application(Path application) throws IOException {
        Files.createDirectories(application);
        Files.createFile(application.resolve("quarkus-run.jar"));
        return application;
    }
}
