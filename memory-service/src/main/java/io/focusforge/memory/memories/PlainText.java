package io.focusforge.memory.memories;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text that every store keeps as it is: no NUL, no half of a surrogate pair. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainText.Validator.class)
public @interface PlainText {
    String message() default "must be Unicode text without NUL and without broken surrogate pairs";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is plain: whether a field may be left out is said elsewhere. */
    final class Validator implements ConstraintValidator<PlainText, String> {
        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return value == null || isPlain(value);
        }

        public static boolean isPlain(String value) {
            return value.codePoints()
                    .noneMatch(point ->
                            point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        }
    }
}
