package io.focusforge.memory.testing;

import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The service over real stores, with fakes of the other services. */
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "memory"))
@WithTestResource(FakeAiService.class)
@WithTestResource(FakeWorkerService.class)
@WithTestResource(FakeOrchestrator.class)
@WithTestResource(S3Server.class)
@WithTestResource(FakeReranker.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OnRealServers {}
