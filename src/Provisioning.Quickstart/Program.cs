using Provisioning.Quickstart;

return await new QuickstartCommand(Surroundings.OfThisProcess()).RunAsync(args);
