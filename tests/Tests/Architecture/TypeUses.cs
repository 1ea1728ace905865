using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ConferenceGateway.Tests.Architecture;

/// <summary>
/// Which types the outermost types of an assembly use, with everything nested in them: what the compiler and the
/// generators put inside a type counts for that type.
/// </summary>
internal sealed class TypeUses
{
    private readonly Dictionary<string, HashSet<TypeReference>> _uses = [];
    private readonly Dictionary<string, TypeDefinition> _types;

    public TypeUses(AssemblyDefinition assembly)
    {
        _types = assembly.MainModule.Types.ToDictionary(type => type.FullName);
        foreach (var type in _types.Values)
        {
            var used = new HashSet<TypeReference>();
            Collect(type, used);
            _uses[type.FullName] = used;
        }
    }

    public IEnumerable<TypeDefinition> Types => _types.Values;

    /// <summary>
    /// What a type uses, as outermost types. A type of the assembly that stands outside the house was generated; what it
    /// uses counts for whoever uses it.
    /// </summary>
    public IReadOnlyCollection<TypeReference> Of(TypeDefinition type)
    {
        var found = new Dictionary<string, TypeReference>();
        var followed = new HashSet<string>();
        var waiting = new Stack<string>([type.FullName]);
        while (waiting.TryPop(out var next))
        {
            if (!followed.Add(next))
                continue;
            foreach (var used in _uses[next])
            {
                if (House.RoomOf(used.Namespace) is not null)
                    found[used.FullName] = used;
                else if (_types.ContainsKey(used.FullName))
                    waiting.Push(used.FullName);
            }
        }

        return found.Values;
    }

    private static void Collect(TypeDefinition type, HashSet<TypeReference> used)
    {
        Add(type.BaseType, used);
        Attributes(type, used);
        Generics(type, used);
        foreach (var implemented in type.Interfaces)
            Add(implemented.InterfaceType, used);
        foreach (var field in type.Fields)
        {
            Add(field.FieldType, used);
            Attributes(field, used);
        }

        foreach (var property in type.Properties)
            Attributes(property, used);
        foreach (var method in type.Methods)
            Collect(method, used);
        foreach (var nested in type.NestedTypes)
            Collect(nested, used);
    }

    private static void Collect(MethodDefinition method, HashSet<TypeReference> used)
    {
        Signature(method, used);
        Attributes(method, used);
        Generics(method, used);
        foreach (var parameter in method.Parameters)
            Attributes(parameter, used);
        if (!method.HasBody)
            return;
        foreach (var local in method.Body.Variables)
            Add(local.VariableType, used);
        foreach (var handler in method.Body.ExceptionHandlers)
            Add(handler.CatchType, used);
        foreach (var instruction in method.Body.Instructions)
            Operand(instruction, used);
    }

    private static void Operand(Instruction instruction, HashSet<TypeReference> used)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Add(type, used);
                break;
            case FieldReference field:
                Add(field.DeclaringType, used);
                Add(field.FieldType, used);
                break;
            case MethodReference method:
                Add(method.DeclaringType, used);
                Signature(method, used);
                if (method is GenericInstanceMethod generic)
                {
                    foreach (var argument in generic.GenericArguments)
                        Add(argument, used);
                }

                break;
        }
    }

    private static void Signature(MethodReference method, HashSet<TypeReference> used)
    {
        Add(method.ReturnType, used);
        foreach (var parameter in method.Parameters)
            Add(parameter.ParameterType, used);
    }

    private static void Generics(IGenericParameterProvider provider, HashSet<TypeReference> used)
    {
        foreach (var constraint in provider.GenericParameters.SelectMany(parameter => parameter.Constraints))
            Add(constraint.ConstraintType, used);
    }

    private static void Attributes(Mono.Cecil.ICustomAttributeProvider provider, HashSet<TypeReference> used)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType, used);
            foreach (var argument in attribute.ConstructorArguments)
            {
                if (argument.Value is TypeReference type)
                    Add(type, used);
            }
        }
    }

    private static void Add(TypeReference? type, HashSet<TypeReference> used)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                foreach (var argument in generic.GenericArguments)
                    Add(argument, used);
                Add(generic.ElementType, used);
                return;
            case IModifierType modified:
                Add(modified.ModifierType, used);
                Add(modified.ElementType, used);
                return;
            case FunctionPointerType pointer:
                Add(pointer.ReturnType, used);
                return;
            case TypeSpecification specification:
                Add(specification.ElementType, used);
                return;
        }

        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        used.Add(type);
    }
}
