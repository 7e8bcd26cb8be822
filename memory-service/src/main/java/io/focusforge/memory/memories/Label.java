package io.focusforge.memory.memories;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name that also fits into a path: of a namespace, an agent, a run, a session. */
@Pattern(regexp = "[\\p{L}\\p{N}][\\p{L}\\p{N}._:@-]{0,99}")
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
public @interface Label {
    String message() default "must be 1 to 100 letters, digits or any of . _ : @ -, a letter or digit first";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
