package io.focusforge.worker.types;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.Optional;

/**
 * JSON schemas of records, as Jackson reads and the validator checks them here: no unknown fields, constraints as they are annotated. What a
 * constraint of our own checks is not in them.
 */
@ApplicationScoped
class Schemas {
    private static final String NOT_BLANK = "\\S";

    private final ObjectMapper json;
    private final SchemaGenerator generator;

    Schemas(ObjectMapper json) {
        this.json = json;
        this.generator = new SchemaGenerator(config(json).build());
    }

    /** Slow. Not for two threads at once, which the generator does not promise to bear. */
    synchronized JsonNode of(Class<?> type) {
        return generator.generateSchema(type);
    }

    private SchemaGeneratorConfigBuilder config(ObjectMapper mapper) {
        var config = new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.NULLABLE_FIELDS_BY_DEFAULT,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES);
        config.forFields()
                .withStringPatternResolver(Schemas::pattern)
                .withNullableCheck(Schemas::nullable)
                .withRequiredCheck(field -> field.getType().isPrimitive());
        config.forTypesInGeneral().withCustomDefinitionProvider(this::definition);
        return config.with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(new JakartaValidationModule(JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED));
    }

    /** A constraint means the whole text, a schema any part of it. */
    private static String pattern(FieldScope field) {
        var pattern = field.getAnnotationConsideringFieldAndGetterIfSupported(Pattern.class);
        if (pattern != null) {
            return "^(?:" + pattern.regexp() + ")$";
        }
        return field.getAnnotationConsideringFieldAndGetterIfSupported(NotBlank.class) == null ? null : NOT_BLANK;
    }

    /** @return null leaves it to the constraints */
    private static Boolean nullable(FieldScope field) {
        return field.getType().isPrimitive() ? false : null;
    }

    private CustomDefinition definition(ResolvedType type, SchemaGenerationContext context) {
        if (JsonNode.class.isAssignableFrom(type.getErasedType())) {
            return inline(anything(type.getErasedType()));
        }
        return delegate(type.getErasedType())
                .map(read -> context.createDefinition(context.getTypeContext().resolve(read)))
                .map(Schemas::inline)
                .orElse(null);
    }

    /** As it is: nothing is added by default. */
    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.NO);
    }

    private ObjectNode anything(Class<?> type) {
        var any = json.createObjectNode();
        return type == ObjectNode.class ? any.put("type", "object") : any;
    }

    /** What a type is read from that is not read field by field. */
    private static Optional<Class<?>> delegate(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class)
                        && method.getAnnotation(JsonCreator.class).mode() == JsonCreator.Mode.DELEGATING)
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .findFirst();
    }
}
