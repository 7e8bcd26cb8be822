package io.focusforge.worker.email;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A mail whose parts fit together. */
@Constraint(validatedBy = SendableCheck.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Sendable {
    String message() default "cannot be sent";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
