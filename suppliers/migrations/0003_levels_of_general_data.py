from django.db import migrations, models

# Grants of before carry the coarse word; the owner, who migrates, is not bound by the policies.
_RELABEL = """
update suppliers_sharinggrant
   set data_level = case subject when 'CAPACITY' then 'SENSITIVE' else 'PARTNER' end, data_category = 'BUSINESS'
 where data_level = 'GENERAL' or (data_level = 'IMPORTANT' and subject = 'CAPACITY')
"""


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0002_sharing_and_capacity")]

    operations = [
        migrations.AlterField(
            model_name="sharinggrant",
            name="data_level",
            field=models.CharField(
                choices=[
                    ("PUBLIC", "PUBLIC"),
                    ("PARTNER", "PARTNER"),
                    ("SENSITIVE", "SENSITIVE"),
                    ("RESTRICTED", "RESTRICTED"),
                    ("IMPORTANT", "IMPORTANT"),
                    ("CORE", "CORE"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL(_RELABEL, migrations.RunSQL.noop),
    ]
