package io.focusforge.local.nativeparts;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The types that Jackson has to do with: those that carry its annotations, those that code hands to it, and what these consist of. */
final class JsonTypes {
    private static final String OURS = "io.focusforge.";
    private static final String JACKSON = "com.fasterxml.jackson.";
    private static final String REGISTERED = "io.quarkus.runtime.annotations.RegisterForReflection";

    private final List<ClassModel> classes;
    private final Set<Class<?>> seen = new HashSet<>();

    JsonTypes(List<ClassModel> classes) {
        this.classes = classes;
    }

    List<String> forgotten() {
        Stream.concat(classes.stream().map(JsonTypes::loaded).filter(JsonTypes::isAnnotated), handed())
                .forEach(this::see);
        return seen.stream()
                .filter(type -> !isKept(type))
                .map(Class::getName)
                .sorted()
                .toList();
    }

    /** Class literals where Jackson is called, but for the class itself: that is who reads a file, or writes a log. */
    private Stream<Class<?>> handed() {
        return classes.stream().flatMap(model -> model.methods().stream()
                .filter(JsonTypes::callsJackson)
                .flatMap(JsonTypes::literals)
                .filter(name -> !name.equals(name(model)))
                .map(JsonTypes::named));
    }

    private void see(Class<?> type) {
        if (type.isArray()) {
            see(type.componentType());
        } else if (type.getName().startsWith(OURS) && !type.isAnnotation() && seen.add(type)) {
            if (type.isRecord()) {
                Arrays.stream(type.getRecordComponents())
                        .filter(component -> !isLeftOut(component))
                        .forEach(component -> see(component.getGenericType()));
            }
            if (type.isSealed()) {
                Arrays.stream(type.getPermittedSubclasses()).forEach(this::see);
            }
        }
    }

    private void see(Type type) {
        switch (type) {
            case Class<?> plain -> see(plain);
            case ParameterizedType generic -> {
                see(generic.getRawType());
                Arrays.stream(generic.getActualTypeArguments()).forEach(this::see);
            }
            case GenericArrayType array -> see(array.getGenericComponentType());
            case WildcardType wildcard ->
                Arrays.stream(wildcard.getUpperBounds()).forEach(this::see);
            default -> {}
        }
    }

    private static boolean isKept(Class<?> type) {
        return type.isRecord() || isEnumeration(type) || type.isInterface() || isRegistered(type);
    }

    /** A constant with a body has a class of its own. */
    private static boolean isEnumeration(Class<?> type) {
        return Enum.class.isAssignableFrom(type);
    }

    private static boolean isRegistered(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().equals(REGISTERED));
    }

    private static boolean isLeftOut(RecordComponent component) {
        return annotations(component.getAccessor()).anyMatch((JACKSON + "annotation.JsonIgnore")::equals);
    }

    private static boolean isAnnotated(Class<?> type) {
        var members = Stream.of(type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
                .flatMap(Arrays::<AnnotatedElement>stream);
        return Stream.concat(Stream.of(type), members)
                .flatMap(JsonTypes::annotations)
                .anyMatch(name -> name.startsWith(JACKSON));
    }

    private static Stream<String> annotations(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(annotation -> annotation.annotationType().getName());
    }

    private static boolean callsJackson(MethodModel method) {
        return instructions(method, InvokeInstruction.class)
                .anyMatch(call -> call.owner().asInternalName().startsWith(JACKSON.replace('.', '/')));
    }

    private static Stream<String> literals(MethodModel method) {
        return instructions(method, ConstantInstruction.LoadConstantInstruction.class)
                .filter(constant -> constant.constantEntry() instanceof ClassEntry)
                .map(constant -> ((ClassDesc) constant.constantValue()).descriptorString())
                .filter(name -> name.startsWith("L" + OURS.replace('.', '/')))
                .map(name -> name.substring(1, name.length() - 1).replace('/', '.'));
    }

    private static <T> Stream<T> instructions(MethodModel method, Class<T> kind) {
        return method.code().stream()
                .flatMap(code -> StreamSupport.stream(code.spliterator(), false))
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static Class<?> loaded(ClassModel model) {
        return named(name(model));
    }

    private static String name(ClassModel model) {
        return model.thisClass().asInternalName().replace('/', '.');
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
